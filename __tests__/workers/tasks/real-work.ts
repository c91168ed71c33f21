import { exec } from 'node:child_process';
import { pbkdf2, randomBytes } from 'node:crypto';
import { lookup } from 'node:dns/promises';
import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';

/** Real work of every kind that holds the clock; each gives something that says it was done. */
const WORK: Record<string, () => Promise<unknown>> = {
  file: async () => (await readFile(__filename, 'utf8')).length > 100,
  crypto: async () => (await promisify(pbkdf2)('word', 'salt', 20_000, 32, 'sha256')).length,
  'random bytes': async () => (await promisify(randomBytes)(16)).length,
  dns: async () => (await lookup('127.0.0.1')).address,
  zlib: async () => String(await promisify(gunzip)(await promisify(gzip)('squeezed'))),
  'child process': async () => (await promisify(exec)('echo done')).stdout,
};

export const kindsOfWork: readonly string[] = Object.keys(WORK);

/** Does the work beside a timer, between two sleeps: the timer comes second, however long the work really takes. */
export async function workBesideTimer(kind: string): Promise<unknown[]> {
  await sleep(10);
  const order: unknown[] = [];
  await Promise.all([WORK[kind]!().then((done) => order.push(done)), sleep(1).then(() => order.push('timer'))]);
  const at = performance.now();
  await sleep(5);
  return [order, at];
}

/** Blocks this worker's clock for as long as it waits in vain. */
export async function waitInVain(ms: number): Promise<unknown[]> {
  const before = performance.now();
  const late = sleep(1).then(() => performance.now());
  const verdict = Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
  return [verdict, before, performance.now(), await late];
}
