import { shared } from '../realm';
import { currentClock } from '../time/current-clock';
import type { Ms } from '../time/duration';
import { JUDGED } from '../trace/judged';
import { judgedOf, listener } from '../trace/listener';
import { Recorder } from '../trace/recorder';
import { stretch } from './stretch';

const current = shared('real-recording', () => ({
  recorder: undefined as Recorder | undefined,
  since: -1,
  elapsed: (): Ms => 0,
  tell: undefined as ReturnType<NonNullable<ReturnType<typeof listener>>['runs']> | undefined,
}));

/**
 * The recording of whatever is observed outside `simulate`: one for each test, and for what comes between two. Its time
 * begins with the first call.
 */
export function realRecording(): Recorder {
  if (current.recorder !== undefined && current.since === stretch.number) return current.recorder;
  tellOfRecording();
  const clock = currentClock();
  const began = clock.now;
  const elapsed = (): Ms => clock.now - began;
  current.since = stretch.number;
  current.elapsed = elapsed;
  current.tell = listener()?.runs();
  return (current.recorder = new Recorder(elapsed, { clock: 'real' }));
}

/** Tells whoever listens what the recording holds by now, once: its stretch is over. */
export function tellOfRecording(): void {
  const { recorder, tell, elapsed } = current;
  current.tell = undefined;
  if (recorder === undefined || tell === undefined) return;
  const trace = recorder.close();
  const judged = judgedOf(() => trace[JUDGED](), trace);
  tell({ trace, judged, clock: 'real', elapsed: elapsed(), realMs: elapsed() });
}
