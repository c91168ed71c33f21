export interface Wide {
  readonly width: number;
}

export interface Wider extends Wide {
  readonly wider: true;
}

throw new Error('only types are taken from here');
