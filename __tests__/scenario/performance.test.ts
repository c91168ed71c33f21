import { describe, expect, test } from '@jest/globals';
import { asyncPool, galaxyServer, serialPool } from '../../src';
import { Performance } from '../../src/scenario/performance';
import { failureOf } from '../simulate/failure';
import { scenarioOf, sleep } from './played';

const pool = asyncPool(2);

describe('a scenario on a pool', () => {
  test('is run twice, each time in a world made anew, and checked once', async () => {
    const seen: string[] = [];
    let worlds = 0;
    const played = scenarioOf({
      body: (_, world) => void seen.push(`run in ${world}`),
      check: (_, world) => seen.push(`check of ${String(world)}`),
      options: { setup: () => `world ${(worlds += 1)}` },
    });

    await new Performance(played).on(pool);

    expect(seen).toEqual(['run in world 1', 'run in world 2', 'check of world 1']);
  });

  test('may declare its servers anew each time', async () => {
    const played = scenarioOf({
      body: (_, server) => pool.map(async (url: string) => (await fetch(url)).status, [`${server.origin}/api/version`]),
      options: { setup: () => galaxyServer('https://usegalaxy.org', { version: '24.1' }) },
    });

    await expect(new Performance(played).on(pool)).resolves.toBeUndefined();
  });

  test('fails with what the body throws, untouched', async () => {
    const thrown = new Error('mine');

    const playing = new Performance(scenarioOf({ body: () => Promise.reject(thrown) })).on(pool);

    await expect(playing).rejects.toBe(thrown);
  });

  test('fails if it fails the second time only', async () => {
    let runs = 0;
    const played = scenarioOf({
      body: () => {
        if ((runs += 1) === 2) throw new Error('full up');
      },
    });

    expect(await failureOf(new Performance(played).on(pool))).toMatchInlineSnapshot(`
     "The scenario ran once, and failed when it was run again. State kept between runs is the usual reason: what \`setup\` does not make anew.
     The second run failed with: full up"
    `);
  });
});

describe('the self-check', () => {
  test('shows the first event that differs, where it was asked for, and both runs', async () => {
    let runs = 0;
    const played = scenarioOf({
      body: (pool) => {
        runs += 1;
        return pool.map((ms: number) => sleep(runs === 1 ? ms : 2 * ms), [10, 20]);
      },
    });

    expect(await failureOf(new Performance(played).on(pool))).toMatchInlineSnapshot(`
     "On asyncPool(2) the second run differs from the first, so the scenario is not the same every time.
     State kept between runs is the usual reason: what a module or a worker remembers and \`setup\` does not make anew.
     Otherwise something reads what is not simulated: \`crypto\`, the environment, files, sockets of its own.

     The first difference, after 2 equal events:
       first run   10 ms: "10" of asyncPool(2) ends (fulfilled)
       second run  20 ms: "10" of asyncPool(2) ends (fulfilled)

     Asked for in first run:
         at body (performance.test.ts:line)
         at failureOf (failure.ts:line)
         at Object.<anonymous> (performance.test.ts:line)

     Asked for in second run:
         at body (performance.test.ts:line)
         at failureOf (failure.ts:line)
         at Object.<anonymous> (performance.test.ts:line)

     first run:

                  0              5              10             15        20 ms
       10         =============================|
       20         ===========================================================|
       in flight  222222222222222222222222222222111111111111111111111111111111

       = running   | done

     second run:

                  0              10             20             30        40 ms
       10         =============================|
       20         ===========================================================|
       in flight  222222222222222222222222222222111111111111111111111111111111

       = running   | done"
    `);
  });

  test('notices what a task gave, where all times are the same', async () => {
    let runs = 0;
    const played = scenarioOf({ body: (pool) => pool.map(() => (runs += 1), ['a']) });

    expect(await failureOf(new Performance(played).on(pool))).toMatchInlineSnapshot(`
     "On asyncPool(2) the second run differs from the first, so the scenario is not the same every time.
     State kept between runs is the usual reason: what a module or a worker remembers and \`setup\` does not make anew.
     Otherwise something reads what is not simulated: \`crypto\`, the environment, files, sockets of its own.

     The first difference, after 1 equal event:
       first run   0 ms: "a" of asyncPool(2) ends (fulfilled), result: 1
       second run  0 ms: "a" of asyncPool(2) ends (fulfilled), result: 2

     Asked for in first run:
         at body (performance.test.ts:line)
         at failureOf (failure.ts:line)
         at Object.<anonymous> (performance.test.ts:line)

     Asked for in second run:
         at body (performance.test.ts:line)
         at failureOf (failure.ts:line)
         at Object.<anonymous> (performance.test.ts:line)"
    `);
  });

  test('notices what the body gave', async () => {
    let runs = 0;
    const played = scenarioOf({ body: () => (runs += 1) });

    expect(await failureOf(new Performance(played).on(pool))).toContain('the body gives 2');
  });

  test('notices more events, and fewer', async () => {
    const counts = [1, 2, 2, 1];
    const played = scenarioOf({ body: (pool) => pool.map(Number, Array(counts.shift()).fill('1')) });

    expect(await failureOf(new Performance(played).on(pool))).toContain('second run');
    expect(await failureOf(new Performance(played).on(pool))).toContain('second run');
  });
});

describe('pools of one concurrency', () => {
  const other = asyncPool(2);

  test('must have the same trace', async () => {
    const options = { pools: [pool, other], sameTrace: true };
    const played = scenarioOf({ body: (used) => used.map(sleep, used === pool ? [10] : [20]), options });
    const performance = new Performance(played);

    await performance.on(pool);

    expect(await failureOf(performance.on(other))).toContain('does not give the same trace as');
  });

  test('are not compared with pools of another', async () => {
    const options = { pools: [pool, other, serialPool()], sameTrace: true };
    const performance = new Performance(scenarioOf({ body: (used) => used.map(sleep, [10, 20]), options }));

    for (const used of options.pools) await expect(performance.on(used)).resolves.toBeUndefined();
  });

  test('are compared without each other having been played before', async () => {
    const options = { pools: [pool, other], sameTrace: true };
    const played = scenarioOf({ body: (used) => used.map(sleep, used === pool ? [10] : [20]), options });

    expect(await failureOf(new Performance(played).on(other))).toContain('does not give the same trace as');
  });
});
