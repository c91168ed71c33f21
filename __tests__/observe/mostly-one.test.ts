import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { MostlyOne } from '../../src/observe/mostly-one';

const KEYS = [{ a: 1 }, { b: 2 }, { c: 3 }] as const;

const step = fc.oneof(
  fc.record({ does: fc.constant('set' as const), key: fc.constantFrom(...KEYS), value: fc.integer() }),
  fc.record({ does: fc.constant('delete' as const), key: fc.constantFrom(...KEYS) }),
  fc.record({ does: fc.constant('clear' as const) }),
);

test('is a map, whatever is put in and taken out', () => {
  fc.assert(
    fc.property(fc.array(step), (steps) => {
      const mostlyOne = new MostlyOne<object, number>();
      const map = new Map<object, number>();
      for (const one of steps) {
        if (one.does === 'set') {
          mostlyOne.set(one.key, one.value);
          map.set(one.key, one.value);
        } else if (one.does === 'delete') {
          expect(mostlyOne.delete(one.key)).toBe(map.delete(one.key));
        } else {
          mostlyOne.clear();
          map.clear();
        }
        expect(mostlyOne.size).toBe(map.size);
        for (const key of KEYS) {
          expect(mostlyOne.has(key)).toBe(map.has(key));
          expect(mostlyOne.get(key)).toBe(map.get(key));
        }
      }
    }),
  );
});

test('has nothing by the name of what is no key', () => {
  const empty = new MostlyOne<object, number>();

  expect(empty.has(undefined)).toBe(false);
  expect(empty.has(1)).toBe(false);
  expect(empty.delete(undefined)).toBe(false);
});
