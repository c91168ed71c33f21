/**
 * Workers that print without agreeing on turns interleave what they print: between the two halves of a line come halves of
 * others. The pool captures what each task printed, so it can be put in order; or a task prints a line at one go.
 *
 * Each write is an event of the virtual clock, so it interleaves for certain, and each time in the same way.
 */
import { expect } from '@jest/globals';
import { draw, processPool, scenario, threadPool, type Run } from 'jest-lanes';
import { printAtOnce, printInHalves } from '../tasks/tutorial';

const NAMES = ['ann', 'bob', 'cid', 'dan'];

/** All that was printed, in the order in which it was. */
function screenOf(run: Run): string {
  const writes = run.trace.spans.flatMap(({ output = [] }) => output);
  return [...writes]
    .sort((a, b) => a.order - b.order)
    .map(({ text }) => text)
    .join('');
}

/** What each task printed, in the order of the tasks. */
function linesOf(run: Run): string[] {
  return run.trace.spans.map(({ output = [] }) => output.map(({ text }) => text).join(''));
}

const pools = [threadPool(2), processPool(2)];

scenario(
  'T3: two workers interleave what they print',
  { pools, sameTrace: true, tags: ['tutorial'], brokenTwin: (pool) => pool.map(printAtOnce, NAMES) },
  (pool) => pool.map(printInHalves, NAMES),
  (run) => {
    expect(screenOf(run)).toBe(
      'ann begins, bob begins, ann ends\nbob ends\ncid begins, dan begins, cid ends\ndan ends\n',
    );
    expect(run.elapsed).toBe(2);
    expect(`\n${draw(run.trace)}\n`).toMatchInlineSnapshot(`
     "
                  0              0.5            1              1.5        2 ms
       ann        =============================|
       bob        =============================|
       cid        ..............................=============================|
       dan        ..............................=============================|
       in flight  222222222222222222222222222222222222222222222222222222222222

       . queued   = running   | done
     "
    `);
  },
);

scenario(
  'T3: what each task printed is captured by itself, in order',
  {
    pools,
    sameTrace: true,
    tags: ['tutorial'],
    brokenTwin: { body: (pool) => pool.map(printInHalves, [...NAMES].reverse()), failsWith: 'toEqual' },
  },
  (pool) => pool.map(printInHalves, NAMES),
  (run) => {
    expect(linesOf(run)).toEqual(NAMES.map((name) => `${name} begins, ${name} ends\n`));
    expect(run).toRunInParallel(2);
  },
);

scenario(
  'T3: who prints a line at one go does not interleave',
  {
    pools,
    sameTrace: true,
    tags: ['tutorial'],
    brokenTwin: { body: (pool) => pool.map(printInHalves, NAMES), failsWith: 'toEqual' },
  },
  (pool) => pool.map(printAtOnce, NAMES),
  (run) => {
    expect(screenOf(run)).toEqual(NAMES.map((name) => `${name} begins, ${name} ends\n`).join(''));
  },
);
