export enum Corner {
  Sharp = 'sharp',
  Round = 'round',
}

export default (a: number, b: number): number => Math.hypot(a, b);
