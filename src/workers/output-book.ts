import { shared } from '../realm';
import type { Ms } from '../time/duration';
import type { EndFacts } from '../trace/open-span';
import type { Recorder } from '../trace/recorder';
import type { Printed, WorkerFacts } from '../trace/span';

/** Keeps what the task of a lane prints, and says who ran it. */
export class OutputBook {
  worker: WorkerFacts | undefined;
  #printed: Printed[] = [];
  /** What is known of a task that prints nothing: one object for all of them, since most are such. */
  #plain: EndFacts = {};

  /** @param isPassedOn - whether it is printed here as well. */
  constructor(
    private readonly recorder: Recorder,
    private readonly isPassedOn: boolean,
  ) {}

  /** @param isOfTask - what is printed between tasks belongs to none. */
  print(stream: Printed['stream'], text: string, at: Ms, isOfTask: boolean): void {
    if (this.isPassedOn) process[stream].write(text);
    if (isOfTask) this.#printed.push({ stream, text, at, order: writesOn(this.recorder).count++ });
  }

  /** What is known of the task that ends now. */
  take(): EndFacts {
    if (this.#printed.length === 0 && this.#plain.worker === this.worker) return this.#plain;
    const output = this.#printed;
    if (output.length === 0) return (this.#plain = this.worker === undefined ? {} : { worker: this.worker });
    this.#printed = [];
    return {
      output: Object.freeze(output),
      ...(this.worker === undefined ? {} : { worker: this.worker }),
    };
  }
}

function writesOn(recorder: Recorder): { count: number } {
  const counts = shared('writes', () => new WeakMap<Recorder, { count: number }>());
  const known = counts.get(recorder) ?? { count: 0 };
  counts.set(recorder, known);
  return known;
}
