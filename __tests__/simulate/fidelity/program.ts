import { inspect } from 'node:util';

/** What a small program may use of the world it runs in: plain Node, or a simulation. */
export interface World {
  /** Says what happened; what is said, in its order, must be the same in both worlds. */
  readonly log: (...what: readonly unknown[]) => void;
  /** Blocks the event loop, for so many milliseconds. */
  readonly block: (ms: number) => void;
  /** Listens to the process for the length of the program. */
  readonly hear: (event: UncaughtEvent, listener: (...args: never[]) => void) => void;
  readonly atExit: (cleanUp: () => unknown) => void;
}

type UncaughtEvent = 'uncaughtException' | 'unhandledRejection' | 'rejectionHandled';
type Listener = (...args: unknown[]) => void;

export type Program = (world: World) => Promise<void>;

export type Programs = Readonly<Record<string, Program>>;

/** Runs a program and gives what it said. */
export async function transcript(program: Program, block: World['block']): Promise<string[]> {
  const lines: string[] = [];
  const cleanUps: (() => unknown)[] = [];
  const world: World = {
    log: (...what) => void lines.push(what.map(inWords).join(' ')),
    block,
    hear: (event, listener) => {
      process.on(event, listener as Listener);
      cleanUps.push(() => process.off(event, listener as Listener));
    },
    atExit: (cleanUp) => void cleanUps.push(cleanUp),
  };
  try {
    await program(world);
  } finally {
    for (const cleanUp of cleanUps) cleanUp();
  }
  return lines;
}

export function inWords(what: unknown): string {
  return typeof what === 'string' ? what : inspect(what);
}

export function sleep<T>(ms: number, value?: T): Promise<T | undefined> {
  return new Promise((resolve) => setTimeout(resolve, ms, value));
}
