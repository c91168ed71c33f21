import { packError } from '../crossing/pack';
import { bug } from '../errors';
import type { Admission } from '../servers/gate';
import type { Decision } from '../servers/plan';
import { registry } from '../servers/registry';
import type { Ms } from '../time/duration';
import type { EndFacts } from '../trace/open-span';
import type { Recorder } from '../trace/recorder';
import type { WorkerFacts } from '../trace/span';
import { OutputBook } from './output-book';
import type { Answered, Entry } from './protocol';
import { SpanCopies, unpacked } from './span-copies';

/** The entries of a log that are written down in the same way on every clock. */
type Recorded = Extract<
  Entry,
  readonly [
    'print' | 'queue span' | 'start span' | 'end span' | 'cancel span' | 'ask' | 'so far' | 'answered',
    ...unknown[],
  ]
>;

const NONE: readonly never[] = [];

type EntryOf<Kind> = Extract<Entry, readonly [Kind, ...unknown[]]>;

/** What a lane's worker prints, records and asks of the test's servers, written down where the test looks. */
export class LaneBooks {
  readonly #spans: SpanCopies;
  readonly #output: OutputBook;
  readonly #requests = new Map<number, Admission>();
  #answers: [number, Answered<Decision>][] = [];

  /**
   * @param isPassedOn - whether what is printed is printed here as well.
   * @param idOfTask - the span of the task at an index of the call.
   */
  constructor(recorder: Recorder, isPassedOn: boolean, idOfTask: (index: number) => number | undefined) {
    this.#output = new OutputBook(recorder, isPassedOn);
    this.#spans = new SpanCopies(recorder, idOfTask);
  }

  set worker(worker: WorkerFacts | undefined) {
    this.#output.worker = worker;
  }

  /** Decisions that the worker has asked for and not been told. */
  takeAnswers(): readonly (readonly [number, Answered<Decision>])[] {
    return this.#answers.length === 0 ? NONE : this.#answers.splice(0);
  }

  /** What is known of a task that ends now. */
  takeFacts(): EndFacts {
    return this.#output.take();
  }

  /** @param at - when it happened, in milliseconds of the clock here. */
  write(entry: Recorded, at: Ms): void {
    switch (entry[0]) {
      case 'print':
        return this.#output.print(entry[2], entry[3], at, entry[1] !== undefined);
      case 'queue span':
        return this.#spans.queue(entry[1], entry[2]);
      case 'start span':
        return this.#spans.start(entry[1], entry[2]);
      case 'end span':
        return this.#spans.end(entry[1], entry[2], entry[3]);
      case 'cancel span':
        return this.#spans.cancel(entry[1]);
      case 'ask':
        return this.#ask(entry);
      case 'so far':
        return this.#requests.get(entry[1])?.watch(() => ({ request: entry[2] }));
      case 'answered':
        return this.#answered(entry);
    }
  }

  /** The worker is gone, and with it all that it had under way. */
  lose(): void {
    for (const request of this.#requests.values()) request.end('cancelled', {});
    this.#requests.clear();
    this.#spans.lose();
    this.#answers = [];
  }

  #ask([, request, origin, asked, parent]: EntryOf<'ask'>): void {
    const { network } = registry;
    if (network === undefined) throw bug('a request was made in a lane while no network was open', { origin });
    try {
      const admission = network.admit(origin, asked, this.#spans.idOf(parent));
      this.#requests.set(request, admission);
      this.#answers.push([request, { value: admission.decision as Decision }]);
    } catch (error) {
      this.#answers.push([request, { error: packError(error) }]);
    }
  }

  #answered([, request, outcome, facts]: EntryOf<'answered'>): void {
    this.#requests.get(request)?.end(outcome, unpacked(facts));
    this.#requests.delete(request);
  }
}
