import { pack, packError } from '../../crossing/pack';
import type { Packed } from '../../crossing/parcel';
import type { EndFacts, OpenSpan, Witness } from '../../trace/open-span';
import { plainValue } from '../../trace/plain-value';
import type { Outcome, Source } from '../../trace/span';
import type { Ending } from '../protocol';
import type { Log } from './log';

/** Has the pool write down the spans that begin in this lane as well. */
export class SpanLog implements Witness {
  readonly #sources = new Map<Source, number>();

  constructor(private readonly log: Log) {}

  queued({ id, source, label, input, parent }: OpenSpan): void {
    this.log.add('queue span', id, { source: this.#numbered(source), label, input: asFarAsItGoes(input), parent });
  }

  started({ id }: OpenSpan, lane: number): void {
    this.log.add('start span', id, lane);
  }

  ended({ id }: OpenSpan, outcome: Outcome, facts: EndFacts = {}): void {
    this.log.add('end span', id, outcome, endingOf(facts));
  }

  cancelled({ id }: OpenSpan): void {
    this.log.add('cancel span', id);
  }

  #numbered(source: Source): readonly [number, Source] {
    const number = this.#sources.get(source) ?? this.#sources.size;
    this.#sources.set(source, number);
    return [number, source];
  }
}

function endingOf(facts: EndFacts): Ending {
  return {
    ...('result' in facts ? { result: asFarAsItGoes(facts.result) } : {}),
    ...('error' in facts ? { error: packError(facts.error) } : {}),
    ...(facts.request === undefined ? {} : { request: facts.request }),
  };
}

/** A record need not hold the value itself: what cannot cross is described. */
function asFarAsItGoes(value: unknown): Packed {
  try {
    return pack(value, 'value');
  } catch {
    return pack(plainValue(value), 'value');
  }
}
