import { expected } from '../errors';
import { type Latency, checkLatency } from './latency';

/** How a request can go wrong on the server's side. */
export type ServerError = 'refused' | 'reset' | 'not-found';

/** A piece of a body: its text, after a gap since the piece before (default 0); or the connection breaks there. */
export type Chunk =
  string | { readonly after?: Latency; readonly text?: string } | { readonly after?: Latency; readonly error: 'reset' };

/** What a server does with a request. Times are latencies in milliseconds and 0 unless said otherwise. */
export interface Answer {
  /** Until the server's name is looked up. */
  readonly lookup?: Latency;
  /** From there until the connection stands; `'never'` is a server that is down and says nothing. */
  readonly connect?: Latency;
  /** From there until the TLS handshake is done; `https` only. */
  readonly secureConnect?: Latency;
  /** From there until the server has taken in the request. */
  readonly send?: Latency;
  /** From there to the head of the response; `'never'` is a server that accepts and then says nothing. */
  readonly firstByte?: Latency;
  /** From there to the body, which comes in one piece; `'never'` is a server that stalls before the body. */
  readonly body?: Latency;
  /** The HTTP status; default 200. */
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** The body, as JSON; a `content-type` comes with it unless `headers` has one. */
  readonly json?: unknown;
  /** The body, as text. */
  readonly text?: string;
  /** The body in pieces, so that a server can stall in the middle of it; instead of `body`. */
  readonly chunks?: readonly Chunk[];
  /**
   * `'not-found'`: no such name (`ENOTFOUND`), once it was looked up. `'refused'`: nobody listens (`ECONNREFUSED`), when
   * the connection would stand. `'reset'`: the connection breaks (`ECONNRESET`), when the first byte would come.
   */
  readonly error?: ServerError;
}

export const LATENCIES = ['lookup', 'connect', 'secureConnect', 'send', 'firstByte', 'body'] as const;
const CONTENTS = ['json', 'text', 'chunks', 'error'] as const;

/** The keys of an answer, for messages and checks. */
export const ANSWER_KEYS: readonly string[] = [...LATENCIES, 'status', 'headers', ...CONTENTS];

/**
 * Checks an answer.
 *
 * @param what - how the caller would write it: `plan.sequence[0]`.
 * @param known - the keys it may have.
 * @throws UsageError naming the key that is unknown or has no fit value.
 */
export function checkAnswer(what: string, value: unknown, known = ANSWER_KEYS): Answer {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw expected(what, 'an object', value);
  const answer = value as Answer;
  checkKeys(what, answer, known);
  for (const key of LATENCIES) if (answer[key] !== undefined) checkLatency(`${what}.${key}`, answer[key]);
  checkHead(what, answer);
  checkContent(what, answer);
  return answer;
}

/** One answer on top of another: each key of `upper` counts, and its content (or error) replaces any other content. */
export function overlay(lower: Answer, upper: Answer): Answer {
  const replaced = new Set<string>(CONTENTS.some((key) => upper[key] !== undefined) ? CONTENTS : []);
  if (upper.chunks !== undefined) replaced.add('body');
  if (upper.body !== undefined) replaced.add('chunks');
  const kept = Object.entries(lower).filter(([key]) => !replaced.has(key));
  return { ...Object.fromEntries(kept), ...upper };
}

function checkKeys(what: string, answer: object, known: readonly string[]): void {
  for (const [key, value] of Object.entries(answer)) {
    if (known.includes(key)) continue;
    const meant = known.find((one) => one.toLowerCase() === key.replaceAll(/[-_]/g, '').toLowerCase());
    const guess = meant === undefined ? '' : ` Did you mean \`${meant}\`?`;
    throw expected(`${what}.${key}`, 'left out', value, `\`${what}\` may have ${known.join(', ')}.${guess}`);
  }
}

function checkHead(what: string, { status, headers }: { status?: unknown; headers?: unknown }): void {
  const isStatus = typeof status === 'number' && Number.isInteger(status) && status >= 200 && status <= 599;
  if (status !== undefined && !isStatus) {
    throw expected(`${what}.status`, 'a whole number from 200 to 599', status);
  }
  if (headers === undefined) return;
  const isRecord = typeof headers === 'object' && headers !== null && !Array.isArray(headers);
  if (!isRecord) throw expected(`${what}.headers`, 'an object of names and texts', headers);
  for (const [name, value] of Object.entries(headers)) {
    if (typeof value !== 'string') throw expected(`${what}.headers['${name}']`, 'a text', value);
  }
}

function checkContent(what: string, answer: Answer): void {
  const { json, text, chunks, error, body } = answer;
  const contents = CONTENTS.filter((key) => answer[key] !== undefined);
  if (contents.length > 1) {
    throw expected(what, 'one answer', answer, `Of ${contents.map((key) => `\`${key}\``).join(' and ')}, keep one.`);
  }
  if ('json' in answer) checkJson(`${what}.json`, json);
  if (text !== undefined && typeof text !== 'string') throw expected(`${what}.text`, 'a text', text);
  if (error !== undefined && !['refused', 'reset', 'not-found'].includes(error)) {
    throw expected(`${what}.error`, "'refused', 'reset' or 'not-found'", error);
  }
  if (chunks === undefined) return;
  checkChunks(`${what}.chunks`, chunks);
  if (body !== undefined) throw expected(`${what}.body`, 'left out', body, 'With `chunks`, each has its own `after`.');
}

function checkJson(what: string, value: unknown): void {
  let text: string | undefined;
  try {
    text = JSON.stringify(value);
  } catch {
    // Worded below, as for every value that JSON cannot hold.
  }
  if (text === undefined) throw expected(what, 'a value that JSON can hold', value);
}

function checkChunks(what: string, chunks: unknown): void {
  if (!Array.isArray(chunks)) throw expected(what, 'an array of texts and of { after, text } objects', chunks);
  chunks.forEach((chunk: unknown, i) => {
    const here = `${what}[${i}]`;
    if (typeof chunk === 'string') return;
    if (typeof chunk !== 'object' || chunk === null) throw expected(here, 'a text or a { after, text } object', chunk);
    checkKeys(here, chunk, ['after', 'text', 'error']);
    const { after, text, error } = chunk as { after?: unknown; text?: unknown; error?: unknown };
    if (after !== undefined) checkLatency(`${here}.after`, after);
    if (text !== undefined && typeof text !== 'string') throw expected(`${here}.text`, 'a text', text);
    if (error !== undefined && error !== 'reset') throw expected(`${here}.error`, "'reset'", error);
    if (error !== undefined && text !== undefined) throw expected(here, 'a text or an error', chunk);
  });
}
