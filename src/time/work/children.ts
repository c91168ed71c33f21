import type { ChildProcess } from 'node:child_process';
import { answered, answersByEvents, asked } from './conversations';
import { LANE_MARK } from './lane-mark';

type Spawning = ChildProcess & { channel?: unknown };

const ANSWERS = ['message', 'exit', 'disconnect', 'error'];

const ofLanes = new WeakSet<ChildProcess>();

/** The child behind a standard input, for writes to it. */
export const childBehind = new WeakMap<object, ChildProcess>();

type Spawn = (this: Spawning, options: { file?: string; envPairs?: readonly string[] }) => unknown;

function spawn(native: Spawn): Spawn {
  return function spawn(options) {
    // A lane's worker is looked after by its pool, which knows better what holds.
    if (options.envPairs?.some((pair) => pair.startsWith(`${LANE_MARK}=`)) === true) {
      ofLanes.add(this);
      return native.call(this, options);
    }
    answersByEvents(this, this, ANSWERS);
    const status = native.call(this, options);
    asked(this, `child process ${String(options.file)} (pid ${String(this.pid)})`);
    if (this.stdin !== null) childBehind.set(this.stdin, this);
    for (const output of [this.stdout, this.stderr]) if (output !== null) answersByPush(output, this);
    if (this.channel !== undefined && this.channel !== null) tapSend(this);
    return status;
  };
}

type Kill = (this: ChildProcess, signal?: NodeJS.Signals | number) => boolean;

function kill(native: Kill): Kill {
  return function kill(signal) {
    const isSent = native.call(this, signal);
    if (ofLanes.has(this)) return isSent;
    // Signal 0 only asks whether the child lives.
    if (isSent && signal !== 0) asked(this, `end of child process (pid ${String(this.pid)})`);
    return isSent;
  };
}

/** A child with a channel may live long: it is asked by `send`, and each message back is an answer. */
function tapSend(child: Spawning): void {
  const send = child.send.bind(child) as (...args: unknown[]) => boolean;
  const tapped = (...args: unknown[]): boolean => {
    asked(child, `message to child process (pid ${String(child.pid)})`);
    return send(...args);
  };
  child.send = tapped;
}

/** What a child says on its output answers what was written to its input; a child without input answers by its exit. */
function answersByPush(output: NodeJS.ReadableStream, child: ChildProcess): void {
  const stream = output as unknown as { push(chunk: unknown): boolean };
  const push = stream.push.bind(stream);
  const tapped: typeof push = (chunk) => {
    if (askedByInput.delete(child)) answered(child);
    return push(chunk);
  };
  stream.push = tapped;
}

const askedByInput = new WeakSet<ChildProcess>();

/** Bytes were written to a child's standard input. */
export function wroteToChild(child: ChildProcess): void {
  askedByInput.add(child);
  asked(child, `input of child process (pid ${String(child.pid)})`);
}

/** Child processes: real work from their start to their exit, and from a message to the next one back. */
export const obedientChildren = { spawn, kill };
