import { type Span, Trace, peakConcurrency } from 'jest-lanes';
import type { Bench } from './contest';

const SPANS = 1_000_000;
const LANES = 100;

/** All lanes are busy all the time, and each span is as long as chance would have it. */
function manySpans(): Trace {
  const spans: Span[] = [];
  const source = { kind: 'function', name: 'by hand' } as const;
  const running: { -readonly [Field in keyof Span]: Span[Field] }[] = [];
  let step = 0;
  const end = (lane: number): void => void Object.assign(running[lane]!, { endStep: step, endedAt: step++ });
  for (let id = 0; id < SPANS; id++) {
    const lane = id < LANES ? id : ((id * 7919) % 104_729) % LANES;
    if (id >= LANES) end(lane);
    const [startStep, label] = [step++, `task ${id}`];
    // prettier-ignore
    const span: Span = {
      id, label, input: id, source, parent: undefined, lane, queuedAt: 0, startedAt: startStep, endedAt: 0, startStep,
      endStep: 0, outcome: 'fulfilled',
    };
    spans.push((running[lane] = span));
  }
  for (let lane = 0; lane < LANES; lane++) end(lane);
  return new Trace(spans);
}

/** The usual way: every start and end an event, sorted by a comparator. */
function peakOfSortedEvents({ spans }: Trace): number {
  const events = spans.flatMap(({ startStep, endStep }) => [
    { step: startStep, change: 1 },
    { step: endStep, change: -1 },
  ]);
  let [inFlight, peak] = [0, 0];
  for (const { change } of events.sort((a, b) => a.step - b.step)) peak = Math.max(peak, (inFlight += change));
  return peak;
}

let made: Trace | undefined;
const theSpans = (): Trace => (made ??= manySpans());

export const benches = (['cost', 'memory'] as const).map((shows): Bench => ({
  title: `Peak concurrency of a million spans, ${shows} each`,
  aim: 'under a second for all, so at most 1 µs; memory that grows with the number of spans only',
  places: ['node'],
  reference: 'sorted events',
  size: SPANS,
  shows,
  contests: [
    {
      name: 'a span',
      contestants: [
        { name: 'jest-lanes', prepare: () => peakConcurrency.bind(undefined, theSpans()) },
        { name: 'sorted events', prepare: () => peakOfSortedEvents.bind(undefined, theSpans()) },
      ],
    },
  ],
}));
