import { shared } from '../realm';
import type { Ms } from '../time/duration';
import { JUDGED } from './judged';
import { type Listener, judgedOf, listener, tellWhenTestIsOver } from './listener';
import type { NeverStarted, Span } from './span';
import { type Stepped, inSteps } from './steps';
import { Trace } from './trace';

/** A call of a single task on the real clock. */
export interface SingleCall {
  /** When it was made, on a clock that all of them share. */
  readonly madeAt: Ms;
  /** What there is to say of it by now; its time begins when it was made. */
  trace(): Trace;
}

/** The calls of a test, one at least, and whom to tell of them. */
interface CallsOfTest {
  readonly calls: SingleCall[];
  readonly tell: ReturnType<Listener['runs']>;
}

const here = shared('single-calls', () => ({ ofTest: undefined as CallsOfTest | undefined }));

/**
 * Has whoever listens told of a call of a single task, together with the others of its test: each by itself would be a
 * run in which one task was in flight.
 *
 * @returns what is to be called when it is over; undefined if nobody listens.
 */
export function singleCall(call: SingleCall): (() => void) | undefined {
  const hears = listener();
  if (hears === undefined) return undefined;
  if (here.ofTest === undefined) {
    here.ofTest = { calls: [], tell: hears.runs() };
    tellWhenTestIsOver(tellOfAll);
  }
  const { calls } = here.ofTest;
  const place = calls.push(call) - 1;
  return () => {
    // Of what is over no more is kept than what is told of it.
    const [trace, { madeAt }] = [call.trace(), call];
    calls[place] = { madeAt, trace: () => trace };
  };
}

/** What is still under way is unfinished. */
function tellOfAll(): void {
  const { calls, tell } = here.ofTest!;
  here.ofTest = undefined;
  const trace = together(calls, calls[0]!.madeAt);
  const judged = judgedOf(() => trace[JUDGED](), trace);
  const last = [...trace.spans, ...trace.neverStarted].reduce((latest, { endedAt }) => Math.max(latest, endedAt), 0);
  tell({ trace, judged, clock: 'real', elapsed: last, realMs: last });
}

/** One trace of them all, in which time begins with the first. */
function together(calls: readonly SingleCall[], from: Ms): Trace {
  const spans: Stepped[] = [];
  const neverStarted: NeverStarted[] = [];
  let ids = 0;
  for (const call of calls) {
    const part = call.trace();
    const by = call.madeAt - from;
    const moved = mover(ids, by);
    spans.push(...part.spans.map((span) => ({ ...moved(span), startedAt: span.startedAt + by })));
    neverStarted.push(...part.neverStarted.map(moved));
    ids += part.spans.length + part.neverStarted.length;
  }
  const inOrder = inSteps(spans).map((span): Span => Object.freeze(span));
  return new Trace(inOrder, { neverStarted, recording: { clock: 'real' } });
}

/** Gives work of one recording its place in another. */
function mover(ids: number, by: Ms) {
  return <Work extends Span | NeverStarted>(work: Work): Work => ({
    ...work,
    id: ids + work.id,
    parent: work.parent === undefined ? undefined : ids + work.parent,
    queuedAt: work.queuedAt + by,
    endedAt: work.endedAt + by,
  });
}
