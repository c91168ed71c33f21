/**
 * The part of undici that Node's `fetch` asks of its dispatcher, which is all that it knows of the network. A `fetch`
 * takes one as its option `dispatcher`, in every Node since 18; it is undici's documented way to put another in.
 */

/** A request on its way out: one hop, since `fetch` follows redirects by itself. */
export interface Dispatched {
  readonly origin: string | URL;
  /** With its query. */
  readonly path: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: AsyncIterable<Uint8Array> | null;
}

/** How `fetch` hears what comes of a request. */
export interface Hearing {
  /** @param abort - `fetch` calls it, maybe twice, when nobody wants the answer any more. */
  onConnect(abort: (reason?: unknown) => void): void;
  /** @param headers - names and values by turns. */
  onHeaders(status: number, headers: readonly Buffer[], resume: () => void, statusText: string): boolean;
  onData(piece: Buffer): boolean;
  onComplete(trailers: readonly Buffer[]): void;
  onError(error: unknown): void;
}

/** What `fetch` asks. */
export interface Dispatcher {
  dispatch(asked: Dispatched, hearing: Hearing): boolean;
}

/** Headers as a parser would give them. */
export function rawHeaders(headers: Iterable<readonly [string, string]>): Buffer[] {
  return [...headers].flat().map((text) => Buffer.from(text, 'latin1'));
}
