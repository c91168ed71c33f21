import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { EventQueue, type Scheduled } from '../../src/time/event-queue';

interface Entry extends Scheduled {
  readonly name: number;
}

/** The obvious slow queue: a list that is sorted again before each look at it. */
class SortedList {
  #entries: Entry[] = [];

  push(entry: Entry): void {
    this.#entries.push(entry);
  }

  remove(entry: Entry): void {
    this.#entries = this.#entries.filter((one) => one !== entry);
  }

  entries(): Entry[] {
    return this.#entries.sort((a, b) => (a.due === b.due ? a.order - b.order : a.due - b.due));
  }
}

type Step = readonly ['push', due: number] | readonly ['take'] | readonly ['remove', which: number];

const step: fc.Arbitrary<Step> = fc.oneof(
  // Few instants, so that ties are the rule.
  { weight: 3, arbitrary: fc.tuple(fc.constant('push' as const), fc.nat(12)) },
  { weight: 1, arbitrary: fc.constant(['take'] as const) },
  { weight: 2, arbitrary: fc.tuple(fc.constant('remove' as const), fc.nat()) },
);

test('EventQueue agrees with a sorted list, whatever is pushed, taken and removed', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
      const [queue, twin] = [new EventQueue<Entry>(), new SortedList()];
      const pushed: Entry[] = [];

      for (const [what, which = 0] of steps) {
        if (what === 'push') {
          const entry = { due: which, order: pushed.length, slot: -1, name: pushed.length };
          pushed.push(entry);
          queue.push(entry);
          twin.push(entry);
        } else {
          // What was removed already may be removed again: that changes nothing.
          const entry = what === 'take' ? queue.peek() : pushed[which % Math.max(1, pushed.length)];
          if (entry !== undefined) queue.remove(entry);
          if (entry !== undefined) twin.remove(entry);
        }
        const expected = twin.entries();
        expect(queue.size).toBe(expected.length);
        expect(queue.peek()).toBe(expected[0]);
      }

      expect(queue.entries().map(({ name }) => name)).toEqual(twin.entries().map(({ name }) => name));
    }),
    { numRuns: 300 },
  );
});

test('EventQueue gives everything back in the order of instants, and at one instant in the order of asking', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(5), { maxLength: 100 }), (dues) => {
      const queue = new EventQueue<Entry>();
      for (const [order, due] of dues.entries()) queue.push({ due, order, slot: -1, name: order });

      const taken: (readonly [number, number])[] = [];
      for (let entry = queue.peek(); entry !== undefined; entry = queue.peek()) {
        taken.push([entry.due, entry.order]);
        queue.remove(entry);
      }

      expect(taken).toEqual(dues.map((due, order) => [due, order]).sort(([a, i], [b, j]) => a! - b! || i! - j!));
    }),
  );
});

test('EventQueue forgets what is removed: an entry that left may be pushed again', () => {
  const queue = new EventQueue<Entry>();
  const entry = { due: 1, order: 0, slot: -1, name: 0 };

  queue.push(entry);
  queue.remove(entry);
  expect([queue.size, entry.slot]).toEqual([0, -1]);

  queue.push(Object.assign(entry, { due: 3, order: 1 }));
  expect([queue.size, queue.peek()]).toEqual([1, entry]);
});
