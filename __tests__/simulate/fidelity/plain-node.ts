/**
 * Runs programs in plain Node: one after another in each of several threads, so that none disturbs another.
 *
 * Reads the jobs from standard input and writes what each program said, in the order of the jobs, as JSON.
 */
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { Worker, isMainThread, parentPort } from 'node:worker_threads';
import { differences } from './differences';
import { type Step, programOf } from './generated';
import { transcript } from './program';
import { programs } from './programs';

/** A program by its name, or a generated one. */
export type Job = string | readonly Step[];

const THREADS = 12;

async function main(): Promise<void> {
  const jobs = JSON.parse(await text(process.stdin)) as readonly Job[];
  const said: unknown[] = [];
  const waiting = [...jobs.entries()];
  const lane = async (): Promise<void> => {
    const worker = new Worker(__filename);
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      worker.postMessage(next[1]);
      [said[next[0]]] = await once(worker, 'message');
    }
    await worker.terminate();
  };
  await Promise.all(Array.from({ length: Math.min(THREADS, jobs.length) }, lane));
  process.stdout.write(JSON.stringify(said));
}

/** Blocks this thread's loop and nobody else: its time comes from the clock, not from the processor. */
function block(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}

function perform(job: Job): void {
  const program = typeof job === 'string' ? { ...programs, ...differences }[job]! : programOf(job);
  void transcript(program, block)
    .catch((error: unknown) => [`threw ${String(error)}`])
    .then((lines) => parentPort!.postMessage(lines));
}

if (isMainThread) void main();
// Each program begins in the same round of the loop, and in a promise's callback as the body of a simulation does.
else parentPort!.on('message', (job: Job) => void setTimeout(() => void Promise.resolve(job).then(perform), 1));
