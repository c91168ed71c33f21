/** What the tests of worker pools have workers do. */

export const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

export async function sleepOneSecond(input: number): Promise<number> {
  await sleep(1000);
  return input * input;
}

/** Sleeps twice: the first text is `1000+1000`. */
export async function sleepTwice(lengths: string): Promise<string> {
  for (const ms of lengths.split('+')) await sleep(Number(ms));
  return lengths;
}
