import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Log } from '../../../src/workers/inside/log';
import type { Entry } from '../../../src/workers/protocol';

type Happening =
  | { readonly ran: readonly [startedAt: number, endedAt: number, value: string, hasFailed: boolean] }
  | { readonly printed: string }
  | 'reply';

const anyHappening = (): fc.Arbitrary<Happening> =>
  fc.oneof(
    // Few instants, so that many a task starts when another has ended.
    { weight: 6, arbitrary: fc.record({ ran: fc.tuple(fc.nat(2), fc.nat(2), fc.string(), fc.boolean()) }) },
    fc.record({ printed: fc.string() }),
    fc.constant('reply' as const),
  );

/** What an entry tells, one line for each thing. */
function told(entry: Entry): readonly unknown[] {
  if (entry[0] !== 'ran') return [entry];
  const { times, values, failed } = entry[1];
  expect(times.length).toBe(values.length + 1);
  return values.map((value, i) => [times[i], times[i + 1], value, failed.includes(i)]);
}

/** Whether one entry could have told of both. */
function isFollowed(one: Entry, next: Entry | undefined): boolean {
  return one[0] === 'ran' && next?.[0] === 'ran' && one[1].times.at(-1) === next[1].times[0];
}

test('a log tells of every task that ran, in its order among all else, in as few entries as that takes', () => {
  fc.assert(
    fc.property(fc.array(anyHappening(), { size: 'large', maxLength: 300 }), (happenings) => {
      const log = new Log();
      const [expected, given]: unknown[][] = [[], []];
      const entries: Entry[] = [];
      for (const happening of [...happenings, 'reply' as const]) {
        if (happening === 'reply') {
          const reply = log.reply();
          expect(log.isEmpty).toBe(true);
          entries.push(...reply.log, ['arrive']);
        } else if ('ran' in happening) {
          log.ran(...happening.ran);
          expected!.push(happening.ran);
        } else {
          log.add('print', 0, 'stdout', happening.printed, 1);
          expected!.push(['print', 0, 'stdout', happening.printed, 1]);
        }
      }
      for (const entry of entries) if (entry[0] !== 'arrive') given!.push(...told(entry));
      expect(given).toEqual(expected);
      expect(entries.some((entry, i) => isFollowed(entry, entries[i + 1]))).toBe(false);
    }),
  );
});
