import { UsageError, expected } from '../errors';
import { isTimeout } from '../servers/giving-up';
import { formatMs } from '../time/duration';
import type { DrawOptions } from '../timeline/ascii';
import type { Outcome, Phase, Span } from '../trace/span';
import { defineMatcher } from './define-matcher';
import { taskMembers } from './members';
import { kindInWords, traceToJudge } from './received';
import { failedWithTimeOut, timedOut } from './timed-out';
import { isTotal } from './total-time-out';

/**
 * When a client gave up: before it was connected; after, while bytes were owed; or, whenever it was, because the time for
 * all of it ran out.
 */
export type TimeOut = 'connect' | 'read' | 'total';

const MOST_LISTED = 5;

const WHEN = {
  connect: ' before it was connected',
  read: ' after it was connected',
  total: ' because the time for all of it ran out',
};

const ENDED: Record<Outcome, string> = {
  fulfilled: 'was done',
  rejected: 'failed',
  'timed-out': 'timed out',
  cancelled: 'was cancelled',
  unfinished: 'was unfinished',
};

const PART: Partial<Record<Phase, TimeOut>> = {
  lookup: 'connect',
  connect: 'connect',
  'secure-connect': 'connect',
  send: 'read',
  'first-byte': 'read',
  body: 'read',
};

/** Did a client give up because time ran out? See `LanesMatchers` for what it claims. */
export const toTimeOut = defineMatcher('toTimeOut', (received, [during]: readonly [TimeOut?], { isNot }) => {
  if (during !== undefined && !Object.hasOwn(WHEN, during)) {
    throw expected('during', "'connect', 'read' or 'total', or left out", during);
  }
  const trace = traceToJudge(received);
  const isOfRequests = during === 'connect' || during === 'read';
  const asked = trace.spans.filter((span) => !isOfRequests || span.request !== undefined);
  if (asked.length === 0) throw noRequests(received);
  const meant = asked.filter((span) => timedOut(span) && isMeant(span, during));
  const what = during === undefined ? 'time-out' : `${nounOf(asked)} that timed out${WHEN[during]}`;
  return {
    pass: meant.length > 0,
    actual: asked.map(({ outcome, request }) => ({ outcome, phase: request?.phase })),
    expected: during ?? 'any',
    trace,
    words: () => ({
      expected: isNot ? `no ${what}` : `a ${what}`,
      received: inWords(isNot ? meant : asked, asked),
      picture: isNot ? pictureOf(meant, what) : pictureOf(asked, 'ended otherwise'),
      hint: isNot ? doubt(meant) : hintFor(asked, during),
    }),
  };
});

const CANCELLED = 'an abort counts as a time-out if its reason is one, as that of `AbortSignal.timeout`.';
const UNNAMED =
  "a client names its total time-out by an abort signal's reason, or by the event of got's error; others do not say.";

const UNSAID =
  'a client that hangs up in a timer, and does not say why, counts as timed out. To cancel a request in a test, abort it by an `AbortController`, or `await` the delay before you destroy it.';

/** Some clients' time-outs say nothing, and look the same as a test that cancels a request in a timer of its own. */
function doubt(timedOut: readonly Span[]): string | undefined {
  return timedOut.some(({ request, error }) => request !== undefined && !isTimeout(error)) ? UNSAID : undefined;
}

function hintFor(asked: readonly Span[], during: TimeOut | undefined): string | undefined {
  if (during === 'total' && asked.some(timedOut)) return UNNAMED;
  return asked.some(({ outcome }) => outcome === 'cancelled') ? CANCELLED : undefined;
}

function nounOf(asked: readonly Span[]): string {
  return asked.every((span) => span.request !== undefined) ? 'request' : 'task';
}

function isMeant(span: Span, during: TimeOut | undefined): boolean {
  if (during === undefined) return true;
  return during === 'total' ? isTotal(span.error) : partOf(span) === during;
}

function partOf({ request }: Span): TimeOut | undefined {
  return request && PART[request.phase];
}

function inWords(spans: readonly Span[], all: readonly Span[]): string {
  const listed = new Set(spans.slice(0, MOST_LISTED));
  const lines = taskMembers(all).flatMap(({ name, task }) => (listed.has(task) ? [`${name} ${ended(task)}`] : []));
  const more = spans.length - lines.length;
  if (all.length === 1) return lines.join();
  const count = spans.length < all.length ? `${spans.length} of ${all.length}` : all.length;
  return [`${count} ${nounOf(all)}s:`, ...lines, ...(more > 0 ? [`and ${more} more`] : [])].join('\n');
}

function ended(span: Span): string {
  // A task that fails is drawn as such, whatever it fails with.
  if (failedWithTimeOut(span)) return `failed with a time-out at ${formatMs(span.endedAt)}`;
  const part = partOf(span);
  return `${ENDED[span.outcome]} at ${formatMs(span.endedAt)}${part === undefined ? '' : `,${WHEN[part]}`}`;
}

/** Of those that there are: a claim fails by somebody. */
function pictureOf(spans: readonly Span[], meaning: string): DrawOptions {
  const first = spans[0]!;
  return { marks: { ends: spans, meaning }, focus: { at: first.endedAt, spans: [first] } };
}

function noRequests(received: unknown): UsageError {
  return new UsageError(
    `Only requests time out while they connect or read, and there are none to judge in ${kindInWords(received)}. ` +
      'Give the server, or `run.only(server)`.',
  );
}
