/**
 * When may a function be given to a pool without a thought? When it is pure: no shared state, no order needed, nothing
 * read or changed but its inputs. Printing is allowed. Checked, not just said.
 */
import { expect, jest, test } from '@jest/globals';

const square = (n: number): number => n * n;

function squareAndSay(n: number): number {
  console.log(`${n} squared is ${n * n}`);
  return n * n;
}

test('a pure function may print', async () => {
  const said = jest.spyOn(console, 'log').mockImplementation(() => {});

  await expect(square).toBePure([1, 2, 3]);
  await expect(squareAndSay).toBePure([1, 2, 3]);
  said.mockRestore();
});

test('broken twin: a function that counts its calls is found out', async () => {
  let calls = 0;
  const numbered = (n: number): string => `${(calls += 1)}: ${n * n}`;

  await expect(numbered).not.toBePure([1, 2]);
  expect(() => void expect(numbered).toBePure([3])).toThrow("for inputs[0], which is 3, it gave '5: 9'");
});

test('broken twin: a function that sorts its input in place is found out', () => {
  const sorted = (names: string[]): string[] => names.sort();

  expect(() => void expect(sorted).toBePure([['b', 'a']])).toThrow("inputs[0][0] changed from 'b' to 'a'");
});
