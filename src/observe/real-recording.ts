import { shared } from '../realm';
import { currentClock } from '../time/current-clock';
import { Recorder } from '../trace/recorder';
import { stretch } from './stretch';

const current = shared('real-recording', () => ({ recorder: undefined as Recorder | undefined, since: -1 }));

/**
 * The recording of whatever is observed outside `simulate`: one for each test, and for what comes between two. Its time
 * begins with the first call.
 */
export function realRecording(): Recorder {
  if (current.recorder !== undefined && current.since === stretch.number) return current.recorder;
  const clock = currentClock();
  const began = clock.now;
  current.since = stretch.number;
  return (current.recorder = new Recorder(() => clock.now - began, { clock: 'real' }));
}
