/** What the tasks of the contract do, in a module of their own: workers load it, and nothing else of the tests. */

/** Takes this many milliseconds, and gives them back. */
export async function sleepFor(ms: number): Promise<number> {
  await new Promise((wake) => setTimeout(wake, ms));
  return ms;
}

/** Whatever the input. */
export const sleepFive = (): Promise<number> => sleepFor(5);
export const sleepTen = (): Promise<number> => sleepFor(10);
export const sleepAtRandom = (): Promise<number> => sleepFor(Math.ceil(Math.random() * 50));

export async function giveAfterOne<T>(value: T): Promise<T> {
  await sleepFor(1);
  return value;
}

export async function giveAfterTen<T>(value: T): Promise<T> {
  await sleepFor(10);
  return value;
}

/** The first one takes as good as for ever. */
export async function giveFirstLate(n: number): Promise<number> {
  await sleepFor(n === 0 ? 1000 : 1);
  return n;
}

export async function doubleAfterTen(n: number): Promise<number> {
  return 2 * (await giveAfterTen(n));
}

export function giveInWay(way: string): unknown {
  if (way === 'value') return 1;
  if (way === 'promise') return Promise.resolve(2);
  return { then: (resolve: (value: number) => void) => resolve(3) };
}

export function throwIt(thrown: unknown): never {
  throw thrown;
}

export async function failAfterTen(): Promise<never> {
  await sleepFor(10);
  throw new Error('no');
}

/** Sleeps that long, and fails if it has something to say. */
export async function sleepAndFail({ ms, error }: { ms: number; error?: string }): Promise<number> {
  await sleepFor(ms);
  if (error !== undefined) throw new Error(error);
  return ms;
}

/** Sleeps ten times as long as the input says, and fails at one input. */
export async function failAt(failing: number, n: number): Promise<number> {
  await sleepFor(10 * n);
  if (n === failing) throw new Error(`at ${n}`);
  return n;
}

export const failAtZero = (n: number): Promise<number> => failAt(0, n);
export const failAtTwo = (n: number): Promise<number> => failAt(2, n);

export function failUnlessZero(n: number): number | Promise<never> {
  return n === 0 ? 0 : failAfterTen();
}

export async function failOfTwentyMs(ms: number): Promise<number> {
  await sleepFor(ms);
  if (ms === 20) throw new Error('no');
  return ms;
}

export async function drawAfter(ms: number): Promise<number> {
  await sleepFor(ms);
  return Math.random();
}

/** Draws a number after so many others. */
export function drawAfterDraws(others: number): number {
  for (let draw = 0; draw < others; draw += 1) Math.random();
  return Math.random();
}
