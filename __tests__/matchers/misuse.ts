import { expect } from '@jest/globals';
import { failureOf } from './failure';

type Expectation = ReturnType<typeof expect>;

/** What a misuse says; it must say the same under `.not`, where a mere failure would pass. */
export function misuseOf(received: unknown, assertion: (those: Expectation) => void): string {
  const texts = [expect(received), expect(received).not].map((those) =>
    failureOf(() => assertion(those as Expectation)).replace(/^[^]*?Matcher error: /, 'Matcher error: '),
  );
  expect(texts[0]).toContain('Matcher error: ');
  expect(texts[1]).toBe(texts[0]);
  return texts[0]!.replace('Matcher error: ', '');
}
