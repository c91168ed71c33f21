import { shared } from '../realm';
import type { ProjectConfig } from './project';

/** A file that a worker needs, and of which no code is kept. */
export interface Uncompiled {
  readonly file: string;
  readonly source: string;
  readonly config: ProjectConfig;
}

/** In a worker: who compiles for it. */
export const compilingForWorker = shared('compiling-for-worker', () => ({
  /** Stands still until the code is there; throws if the file does not compile. Undefined outside of workers. */
  ask: undefined as ((one: Uncompiled) => string) | undefined,
}));
