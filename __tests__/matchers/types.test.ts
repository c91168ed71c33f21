import { expect, test } from '@jest/globals';
import { abc, pages } from './sample';

// The compiler reads this file: each wrong use below must be an error, or the directive itself is one.
test('the types of the matchers allow what the matchers allow', () => {
  const users = [{ id: 1 }, { id: 2 }];

  expect(pages(2)).toRunInParallel(2);
  expect(pages(2)).toRunInParallel({ atMost: 2 });
  expect(abc).toBeOrderedLike(abc);
  expect(users).toBeOrderedLike([1, 2], { key: (user: { id: number }) => user.id });
  expect({ run: abc }).toEqual({ run: expect.toBeOrderedLike(['a', ['b', 'c']]) });
  expect(abc).toMatchTimeline('a  |300|\n...', { within: 1 });
  expect({ run: pages(1) }).toEqual({ run: expect.not.toRunInParallel() });

  const resolved: Promise<void> = expect(Promise.resolve(abc)).resolves.toRunInParallel(2);
  const wrong = (): void => {
    // @ts-expect-error a number or bounds
    expect(pages(2)).toRunInParallel('2');
    // @ts-expect-error bounds have other names
    expect(pages(2)).toRunInParallel({ min: 2 });
    // @ts-expect-error an expected order is needed
    expect(abc).toBeOrderedLike();
    // @ts-expect-error there is no such order
    expect(abc).toBeOrderedLike(['a'], { by: 'end' });
    // @ts-expect-error a picture is a text
    expect(abc).toMatchTimeline(['a  |300|']);
    // @ts-expect-error there is no such phase
    expect(abc).toTimeOut('body');
  };

  expect(wrong).toThrow();
  return resolved;
});
