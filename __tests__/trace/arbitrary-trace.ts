import fc from 'fast-check';
import { Recorder } from '../../src/trace/recorder';
import type { OpenSpan } from '../../src/trace/open-span';
import type { Source } from '../../src/trace/span';
import type { Trace } from '../../src/trace/trace';

const source: Source = { kind: 'pool', name: 'any' };

/**
 * Any recording: work is queued, started and ended in any order, time stands still often, and the body may settle with
 * work in flight or never started.
 */
export function anyTrace(): fc.Arbitrary<Trace> {
  const act = fc.record({
    verb: fc.constantFrom('queue', 'start', 'start', 'end', 'end', 'pass'),
    which: fc.nat(9),
    ms: fc.nat(3),
  });
  return fc.array(act, { maxLength: 60 }).map((acts) => {
    const clock = { now: 0 };
    const recorder = new Recorder(() => clock.now);
    for (const { verb, which, ms } of acts) {
      if (verb === 'pass') clock.now += ms;
      else if (verb === 'queue') recorder.queue({ source, label: `task ${which}`, input: which });
      else if (verb === 'start') pick(recorder, 'queued', which)?.start(0);
      else pick(recorder, 'running', which)?.end('fulfilled');
    }
    return recorder.close();
  });
}

function pick(recorder: Recorder, state: OpenSpan['state'], which: number): OpenSpan | undefined {
  const found = recorder.open().filter((span) => span.state === state);
  return found[which % found.length];
}
