import type * as Crypto from 'node:crypto';
import { requireOutside } from '../outside';
import { plainValue, type Plain } from './plain-value';
import type { NeverStarted, Source, Span } from './span';
import type { Trace } from './trace';

/** A trace as plain data. `version` changes when the meaning of a field does. */
export interface TraceJson {
  readonly version: 1;
  readonly seed?: number;
  readonly sources: readonly Source[];
  readonly spans: readonly SpanJson[];
  readonly neverStarted: readonly NeverStartedJson[];
}

/** Values as plain data, and the source as its place in `sources`. */
export type AsData<T extends { readonly source: Source }> = Omit<
  T,
  'source' | 'parent' | 'input' | 'result' | 'error' | 'worker'
> & {
  readonly source: number;
  readonly parent?: number;
  readonly input: Plain;
  readonly result?: Plain;
  readonly error?: Plain;
};

/** A span as plain data. */
export type SpanJson = AsData<Span>;
/** Work that never started as plain data. */
export type NeverStartedJson = AsData<NeverStarted>;

/** The trace as plain data: fields in one order, values as {@link plainValue} words them. */
export function jsonOf({ sources, spans, neverStarted, recording }: Trace): TraceJson {
  const places = new Map(sources.map((source, place) => [source, place]));
  const asData = <T extends Span | NeverStarted>({ source, parent, ...work }: T) => {
    const data = {
      ...work,
      source: places.get(source)!,
      ...(parent === undefined ? {} : { parent }),
      input: plainValue(work.input),
      ...('result' in work ? { result: plainValue(work.result) } : {}),
      ...('error' in work ? { error: plainValue(work.error) } : {}),
    };
    // It differs from run to run.
    delete (data as { worker?: unknown }).worker;
    return data;
  };
  return {
    version: 1,
    ...(recording.seed === undefined ? {} : { seed: recording.seed }),
    sources: sources.map(({ kind, name }) => ({ kind, name })),
    spans: spans.map((span) => asData(span) as unknown as SpanJson),
    neverStarted: neverStarted.map((work) => asData(work) as unknown as NeverStartedJson),
  };
}

/**
 * A fingerprint of what ran when: labels, parents, instants, steps, outcomes and the facts of requests.
 *
 * Left out is what may differ while the same things happen: results and errors (two HTTP clients word one failure in two
 * ways), inputs (the label says what the task was), lanes and pools' names (promises, threads and processes are to agree),
 * and when a request's name was looked up, its connection accepted and its last byte sent: clients differ in that.
 * To compare what was given as well, compare `JSON.stringify(trace)`.
 *
 * @returns the SHA-256 digest, in 64 hexadecimal digits.
 */
export function hashOf({ sources, spans, neverStarted }: Trace): string {
  const places = new Map(sources.map((source, place) => [source, place]));
  const lines = [
    ...sources.map(({ kind, name }) => ['source', kind, kind === 'pool' ? null : name]),
    ...spans.map((span) => [
      'span',
      ...common(span, places),
      span.startedAt,
      span.startStep,
      span.endStep,
      ...asked(span),
    ]),
    ...neverStarted.map((work) => ['never', ...common(work, places)]),
  ];
  // Late: workers load traces and take no hash. Outside: the test may have mocked it meanwhile.
  const { createHash } = requireOutside('node:crypto') as typeof Crypto;
  const digest = createHash('sha256').update('jest-lanes trace 1\n');
  for (const line of lines) digest.update(`${JSON.stringify(line)}\n`);
  return digest.digest('hex');
}

function common(work: Span | NeverStarted, places: ReadonlyMap<Source, number>): Plain[] {
  const { id, label, source, parent = null, queuedAt, endedAt, outcome } = work;
  return [id, label, places.get(source)!, parent, queuedAt, endedAt, outcome];
}

function asked({ request }: Span): Plain[] {
  if (request === undefined) return [];
  const { method, path, phase, status = null, connectedAt = null, firstByteAt = null } = request;
  return [method, path, phase, status, connectedAt, firstByteAt];
}
