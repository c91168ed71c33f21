import type { Answer, Chunk } from './answer';
import type { Delay, Latency } from './latency';

/** A piece of a body, decided. */
export interface DecidedChunk {
  readonly after: Delay;
  /** Left out, the connection breaks there. */
  readonly text?: string;
}

/** What comes after the status line. */
export interface Content {
  readonly headers: Readonly<Record<string, string>>;
  readonly chunks: readonly DecidedChunk[];
}

const STATUSES_WITHOUT_BODY: ReadonlySet<number> = new Set([204, 205, 304]);

/**
 * The body of an answer, and headers that say what it is and where it ends.
 *
 * @param draw - decides how long a gap is this time.
 */
export function contentOf(answer: Answer, method: string, draw: (phase: string, gap: Latency) => Delay): Content {
  const { status = 200, headers = {}, body = 0 } = answer;
  if (STATUSES_WITHOUT_BODY.has(status)) return { headers, chunks: [] };
  const whole = answer.chunks === undefined ? textOf(answer) : undefined;
  const pieces = answer.chunks ?? [{ text: whole ?? '', after: body }];
  const chunks = pieces.map((piece, i) => decided(piece, (gap) => draw(`chunks[${i}]`, gap)));
  const isKnown = whole !== undefined && (whole !== '' || chunks[0]?.after === 0);
  const framed = {
    ...typeOf(answer),
    ...lengthOf(headers, isKnown ? Buffer.byteLength(whole) : undefined),
    ...headers,
  };
  // An answer to HEAD has the head of an answer with a body.
  return { headers: framed, chunks: method === 'HEAD' ? [] : chunks };
}

function textOf({ json, text = '' }: Answer): string {
  return json === undefined ? text : JSON.stringify(json);
}

function decided(piece: Chunk, draw: (gap: Latency) => Delay): DecidedChunk {
  if (typeof piece === 'string') return { after: 0, text: piece };
  const after = draw(piece.after ?? 0);
  return 'error' in piece ? { after } : { after, text: piece.text ?? '' };
}

function typeOf({ json, headers = {} }: Answer): Record<string, string> {
  return json === undefined || has(headers, 'content-type') ? {} : { 'content-type': 'application/json' };
}

/** Without one of these a body ends where the connection does, and one that breaks off would look whole. */
function lengthOf(headers: Answer['headers'] & object, bytes: number | undefined): Record<string, string> {
  if (has(headers, 'content-length') || has(headers, 'transfer-encoding')) return {};
  return bytes === undefined ? { 'transfer-encoding': 'chunked' } : { 'content-length': String(bytes) };
}

function has(headers: object, name: string): boolean {
  return Object.keys(headers).some((key) => key.toLowerCase() === name);
}
