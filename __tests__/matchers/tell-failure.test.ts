import { describe, expect, test } from '@jest/globals';
import { type FailedClaim, type Listener, listen } from '../../src/trace/listener';
import type { Recording } from '../../src/trace/trace';
import { failureOf } from './failure';
import { abc, pages } from './sample';

const heard: { readonly recording: Recording; readonly claim: FailedClaim }[] = [];
const listening = {
  failed: (recording: Recording, claim: FailedClaim) => void heard.push({ recording, claim }),
  fileOver: () => undefined,
};
listen(() => listening as unknown as Listener);

/** What whoever listens is told of an assertion. */
function toldOf(assertion: () => void) {
  heard.length = 0;
  try {
    assertion();
  } catch {
    // It is what is told of it that counts.
  }
  return heard.map(({ recording, claim }) => ({ ...claim, recording }));
}

describe('a claim that does not hold', () => {
  test('is told in the words of its message, with the recording and the stretch that is marked', () => {
    const assertion = () => expect(abc).toRunInParallel({ atMost: 1 });

    expect(toldOf(assertion)).toEqual([
      {
        ...{ matcher: 'toRunInParallel', message: failureOf(assertion), recording: abc.recording },
        ...{ from: 0, until: 200 },
      },
    ]);
  });

  test('is told under .not as well, and one that holds is not', () => {
    expect(toldOf(() => expect(abc).not.toFinishWithin(300))).toMatchObject([{ from: 300, until: 300 }]);
    expect(toldOf(() => expect(abc).not.toFinishWithin(200))).toEqual([]);
    expect(toldOf(() => expect(abc).toFinishWithin(300))).toEqual([]);
  });

  test('is not told where nothing was recorded', () => {
    expect(toldOf(() => void expect((those: number[]) => those.push(1)).toBePure([[]]))).toEqual([]);
  });

  test('reaches from the first mark to the last, be they starts or ends', () => {
    expect(toldOf(() => expect(abc).toFinishWithin(50))).toMatchObject([{ from: 100, until: 300 }]);
    expect(toldOf(() => expect(abc).toBeOrderedLike(['c']))).toMatchObject([{ from: 0, until: 0 }]);
  });

  test('has no stretch where nothing is marked, and is about the first of two recordings', () => {
    const [told, ...more] = toldOf(() => expect(abc).toBeFasterThan(pages(6)));

    expect([Object.keys(told!), told!.recording, more]).toEqual([
      ['matcher', 'message', 'recording'],
      abc.recording,
      [],
    ]);
  });

  test('is not told of what was not recorded, nor as a part of an expected value', () => {
    expect(toldOf(() => expect(['a']).toBeOrderedLike(['b']))).toEqual([]);
    expect(toldOf(() => void expect((n: number) => n + Math.random()).toBePure([1]))).toEqual([]);
    expect(toldOf(() => expect({ run: abc }).toEqual({ run: expect.toFinishWithin(50) }))).toEqual([]);
  });
});
