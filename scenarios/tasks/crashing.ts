import { sleep } from './tutorial';

/** Takes 100 ms; the one named `crash` takes its worker with it after 50. */
export async function workOrCrash(name: string): Promise<string> {
  await sleep(50);
  if (name === 'crash') process.exit(137);
  await sleep(50);
  return name;
}
