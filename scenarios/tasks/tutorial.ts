/** The functions of the tutorial, as its reader would write them: they know nothing of jest-lanes. */

export const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

export function square(n: number): number {
  return n * n;
}

/** Takes a second, and says when it was done: the time of day, as the tutorial prints it. */
export async function printTime(n: number): Promise<string> {
  await sleep(1000);
  return `${n} at ${new Date().toISOString().slice(11, 19)}`;
}

/** Prints a line in two halves, with a millisecond between them. */
export async function printInHalves(name: string): Promise<void> {
  process.stdout.write(`${name} begins, `);
  await sleep(1);
  process.stdout.write(`${name} ends\n`);
}

/** The same, at one go. */
export async function printAtOnce(name: string): Promise<void> {
  await sleep(1);
  process.stdout.write(`${name} begins, ${name} ends\n`);
}
