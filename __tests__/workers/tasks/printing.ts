import { setTimeout as sleep } from 'node:timers/promises';

/** Prints as the tutorial's workers do: a line before each nap, on both streams. */
export async function printAndNap(name: string): Promise<string> {
  for (let turn = 1; turn <= 2; turn += 1) {
    console.log(`${name} says ${turn}`);
    await sleep(10);
  }
  console.error(`${name} is done`);
  return name;
}
