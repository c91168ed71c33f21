import { expect } from '@jest/globals';
import { asyncPool, galaxyServer, simulate } from 'jest-lanes';
import type { Config } from 'jest';
import { withLanes } from 'jest-lanes/config';
import { TestEnvironment, withLanesEnvironment } from 'jest-lanes/environment';

export const config: Config = withLanes({ preset: 'ts-jest' });
export const later: () => Promise<Config> = withLanes(async () => ({ rootDir: '.' }));
export class Environment extends withLanesEnvironment(TestEnvironment) {}

export async function claims(): Promise<readonly string[]> {
  const server = galaxyServer('https://usegalaxy.org', { version: '24.1', firstByte: 900 });
  const run = await simulate(() => asyncPool(4).map(async (n: number) => n.toFixed(), [1, 2, 3]));

  expect(run).toRunInParallel();
  expect(run).toRunInParallel(4);
  expect(run).toRunInParallel({ atLeast: 2, atMost: 4 });
  expect(run).not.toRunInParallel();
  expect([server]).toRunInParallel({ atMost: 4 });
  expect(run).toBeOrderedLike([1, [2, 3]], { by: 'finish' });
  expect(server).toTimeOut('read');
  await expect(Promise.resolve(run)).resolves.toRunInParallel(3);
  expect({ run }).toEqual({ run: expect.toRunInParallel(3) });
  expect({ run }).toEqual({ run: expect.not.toRunInParallel() });
  expect({ run }).toEqual({ run: expect.toBeOrderedLike([1, 2, 3]) });

  // @ts-expect-error a number, not its name
  expect(run).toRunInParallel('four');
  // @ts-expect-error no such bound
  expect(run).toRunInParallel({ exactly: 4 });
  // @ts-expect-error no such order
  expect(run).toBeOrderedLike([1, 2, 3], { by: 'luck' });
  // @ts-expect-error no such time-out
  expect(server).toTimeOut('patience');
  // @ts-expect-error a typo is no matcher
  expect(run).toRunInParalel(4);
  // @ts-expect-error the tasks take numbers
  await asyncPool(4).map(async (n: number) => n, ['one']);

  return run.results;
}
