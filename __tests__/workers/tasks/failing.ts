import { setTimeout as sleep } from 'node:timers/promises';

/** Tasks that do what they should not: the tests of worker pools have workers run these. */

export async function leaveTimers(ms: number): Promise<number> {
  setTimeout(function forgotten() {}, 10 * ms);
  setInterval(function poll() {}, 7 * ms);
  setTimeout(function harmless() {}, 20 * ms).unref();
  await sleep(ms);
  return ms;
}

export async function sleepWell(ms: number): Promise<number> {
  await sleep(ms);
  return ms;
}

export const waitForEver = (): Promise<void> => new Promise(() => undefined);

export async function sleepThenWaitForEver(ms: number): Promise<void> {
  await sleep(ms);
  await waitForEver();
}

export function waitBusily(ms: number): number {
  const end = Date.now() + ms;
  while (Date.now() < end);
  return ms;
}

export async function pollForEver(ms: number): Promise<void> {
  await new Promise(() => void setInterval(function poll() {}, ms));
}

export async function pollByImmediates(): Promise<void> {
  const state = { isDone: false };
  setTimeout(() => (state.isDone = true), 100);
  while (!state.isDone) await new Promise(setImmediate);
}

export async function throwFromTimer(ms: number): Promise<number> {
  setTimeout(function explode() {
    throw new RangeError('nobody catches this');
  }, ms);
  await sleep(3 * ms);
  return ms;
}
