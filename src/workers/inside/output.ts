import type { Log } from './log';

type Write = NodeJS.WriteStream['write'];

/** How much of the end of the standard error is kept for the last words. */
const TAIL_CHARACTERS = 2000;

/** Where what is printed goes: to the pool, as part of the log, told by task. */
export const output = {
  log: undefined as Log | undefined,
  /** The index of the task that runs now. */
  task: undefined as number | undefined,
  now: (): number => 0,
  /** The end of what was written to the standard error, for the last words. */
  stderrTail: '',
  /** Told when that has changed. */
  onStderr: (): void => undefined,
};

/** From now on nothing is printed: the pool is told instead. What Node itself prints as it dies still comes through. */
export function captureOutput(): void {
  for (const name of ['stdout', 'stderr'] as const) {
    // Node makes a stream when it is first looked at, which takes longer than most of a worker's start.
    const native = Object.getOwnPropertyDescriptor(process, name)!;
    const get = (): NodeJS.WriteStream => {
      Object.defineProperty(process, name, native);
      process[name].write = captured(name);
      return process[name];
    };
    Object.defineProperty(process, name, { ...native, get });
  }
}

function captured(stream: 'stdout' | 'stderr'): Write {
  return (chunk: string | Uint8Array, encoding?: BufferEncoding | (() => void), done?: () => void) => {
    const text = typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString();
    output.log?.add('print', output.task, stream, text, output.now());
    if (stream === 'stderr') {
      output.stderrTail = (output.stderrTail + text).slice(-TAIL_CHARACTERS);
      output.onStderr();
    }
    const told = typeof encoding === 'function' ? encoding : done;
    if (told !== undefined) process.nextTick(told);
    return true;
  };
}
