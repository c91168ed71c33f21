import { expect, test } from '@jest/globals';
import { span, trace } from '../../src/trace/build';
import { abc, pages, request } from './sample';

/** What a failed assertion tells reporters: the two values that were compared. */
function comparedBy(assertion: () => unknown) {
  try {
    assertion();
  } catch (error) {
    const { name, pass, actual, expected } = (error as { matcherResult: Record<string, unknown> }).matcherResult;
    return { name, pass, actual, expected };
  }
  throw new Error('Expected the assertion to fail, and it passed.');
}

const [a, b] = [abc.spans[0]!, abc.spans[1]!];

test.each<[string, () => unknown, unknown, unknown]>([
  ['toRunInParallel', () => expect(abc).toRunInParallel(3), 2, 3],
  ['toRunInParallel', () => expect(pages(1)).toRunInParallel(), 1, { atLeast: 2 }],
  ['toRunInWaves', () => expect(abc).toRunInWaves([3]), [2, 1], [3]],
  ['toBeOrderedLike', () => expect(abc).toBeOrderedLike(['b', ['a', 'c']]), ['a', 'b', 'c'], [['b'], ['a', 'c']]],
  ['toHappenBefore', () => expect(abc).toHappenBefore('a', 'b'), [a.endStep, b.startStep], ['a', 'b']],
  [
    ...(['toOverlap', () => expect(abc).toOverlap('b', 'c')] as const),
    abc.spans.slice(1).map(({ startStep, endStep }) => [startStep, endStep]),
    ['b', 'c'],
  ],
  ['toTake', () => expect(abc).toTake(299), 300, 299],
  ['toFinishWithin', () => expect(abc).toFinishWithin(200), 300, 200],
  ['toBeFasterThan', () => expect(abc).toBeFasterThan(pages(6), { by: 2 }), 1 / 3, 2],
  ['toBeFasterThan', () => expect(abc).toBeFasterThan(pages(6)), 1 / 3, 1],
  ['toKeepBusy', () => expect(abc).toKeepBusy(1), 500 / 600, 1],
  ['toBeWorkConserving', () => expect(abc).toBeWorkConserving({ lanes: 3 }), [{ from: 0, until: 100 }], []],
  [
    'toTimeOut',
    () => expect(abc).toTimeOut(),
    abc.spans.map(() => ({ outcome: 'fulfilled', phase: undefined })),
    'any',
  ],
  [
    ...(['toTimeOut', () => expect(trace(request(9))).toTimeOut('read')] as const),
    [{ outcome: 'fulfilled', phase: 'done' }],
    'read',
  ],
  [
    'toMatchTimeline',
    () => expect(trace(span('a', 0, 9))).toMatchTimeline('a  |--8--|'),
    [{ name: 'a', begins: 0, ran: 9, end: '|' }],
    [expect.objectContaining({ name: 'a', ran: 8 })],
  ],
  [
    ...(['toMatchTimeline', () => expect(trace(span('a', 0, 9))).toMatchTimeline('b  |--9--|')] as const),
    [{ name: 'a', begins: 0, ran: 9, end: '|' }],
    [expect.objectContaining({ name: 'b', ran: 9 })],
  ],
  [
    'toBePure',
    () => expect((those: number[]) => those.push(1)).toBePure([[]]),
    expect.arrayContaining(['inputs[0][0] was added, as 1']),
    [],
  ],
])('%s tells reporters what it compared', (name, assertion, actual, wanted) => {
  expect(comparedBy(assertion)).toEqual({ name, pass: false, actual, expected: wanted });
});
