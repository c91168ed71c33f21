import { inForce } from '../time/current-clock';
import { FreeLanes } from '../trace/free-lanes';
import { inWords } from '../trace/in-words';
import { type Recorder, recorderOf } from '../trace/recorder';
import type { Source } from '../trace/span';
import { Trace } from '../trace/trace';
import { ObservedCall } from './observed-call';
import { realRecording } from './real-recording';
import { stillCounts, stretch } from './stretch';

/** Names a call by its arguments. */
export type LabelOf = (...args: never[]) => string;

/** What is written down of one observed function: its last recording, and the lanes in it. */
export class Observation {
  readonly source: Source;
  #recorder: Recorder | undefined;
  #since = 0;
  #calls = 0;
  #lanes = new FreeLanes();

  constructor(
    name: string,
    private readonly labelOf: LabelOf | undefined,
  ) {
    this.source = Object.freeze({ kind: 'function', name });
  }

  /** A call is made: in the simulation under way, else on the real clock. */
  call(args: readonly unknown[]): ObservedCall {
    const { clock } = inForce;
    const recorder = clock === undefined ? realRecording() : recorderOf(clock);
    if (recorder !== this.#recorder) this.#beginAnew(recorder);
    const number = this.#calls++;
    const label = this.labelOf?.(...(args as never[])) ?? inWords(args) ?? this.#nameOfCall(number);
    return new ObservedCall(recorder.queue({ source: this.source, label, input: args }), this.#lanes);
  }

  /** The calls of the last recording in which there were any, as long as it counts. */
  get trace(): Trace {
    if (this.#recorder === undefined || !stillCounts(this.#since)) return new Trace([]);
    return this.#recorder.close().only(this.source);
  }

  /** Of a call that its arguments do not name: among those of other functions a bare number would name nobody. */
  #nameOfCall(number: number): string {
    return number === 0 ? this.source.name : `${this.source.name} #${number}`;
  }

  #beginAnew(recorder: Recorder): void {
    this.#recorder = recorder;
    this.#since = stretch.number;
    this.#calls = 0;
    this.#lanes = new FreeLanes();
  }
}
