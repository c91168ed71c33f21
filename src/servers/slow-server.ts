import { expected } from '../errors';
import { JUDGED, type Judged } from '../trace/judged';
import type { Recorder } from '../trace/recorder';
import { SOURCE } from '../trace/source';
import type { Source } from '../trace/span';
import { Trace } from '../trace/trace';
import { type Plan, type Planned, checkPlans } from './plan';
import { declare } from './registry';

/** A simulated server that answers as slowly as its plan says. Made by {@link slowServer}. */
export class SlowServer implements Judged {
  readonly origin: string;
  readonly plans: readonly Planned[];
  /** What the spans of its requests carry. */
  readonly source: Source;
  readonly [SOURCE]: Source;
  #recorder: Recorder | undefined;

  constructor(origin: string, plans: readonly Planned[]) {
    this.origin = origin;
    this.plans = plans;
    this.source = Object.freeze({ kind: 'server', name: origin });
    this[SOURCE] = this.source;
  }

  /** The requests of the last simulation (or the one under way), in the order of their arrival. */
  get requests(): Trace {
    const trace = this.#recorder?.close() ?? new Trace([]);
    return trace.only(this.source);
  }

  [JUDGED](): Trace {
    return this.requests;
  }

  /** @internal Called when a simulation begins. */
  recordedBy(recorder: Recorder): void {
    this.#recorder = recorder;
  }
}

/**
 * Declares a server that answers as its plan says, on the clock in force: each phase of a request (look-up, connection,
 * TLS handshake, sending, first byte, body) ends at its exact millisecond, and a client's time-out trips in the phase in
 * which it would in reality.
 *
 * It answers inside `simulate`, for `fetch` and for whatever is built on `http` and `https`. Declare it before the
 * simulation or in it; a server that a test declares is forgotten when the test is over. Requests to an origin without a
 * server fail, except to this machine itself.
 *
 * @param origin - scheme, host and port: `https://usegalaxy.org`.
 * @param plan - what it does with each request; by default it answers 200 at once, with an empty body. Of several plans,
 *   the first that is for a request decides; a request that no plan is for fails.
 * @throws UsageError if the origin has a path or no scheme, if it has a server already, and for whatever a plan cannot
 *   have, naming it: `plan.firstByte`.
 * @example
 * slowServer('https://usegalaxy.org', [
 *   { path: '/api/version', connect: 40, firstByte: 860, json: { version_major: '24.1' } },
 *   { method: 'POST', path: /^\/api\/jobs/, sequence: [{ status: 503 }, { firstByte: 'never' }, { json: { id: 1 } }] },
 * ]);
 * const run = await simulate(() => fetchVersion('https://usegalaxy.org'));
 * run.value // => '24.1'
 * run.elapsed // => 900
 */
export function slowServer(origin: string, plan: Planned | readonly Planned[] = {}): SlowServer {
  const server = new SlowServer(checkOrigin(origin), checkPlans(plan));
  declare(server);
  return server;
}

export type { Plan };

/** @throws UsageError if it is no origin. */
export function checkOrigin(origin: unknown): string {
  const url = typeof origin === 'string' && URL.canParse(origin) ? new URL(origin) : undefined;
  const isHttp = url !== undefined && /^https?:$/.test(url.protocol);
  if (isHttp && url.origin === origin) return origin;
  const advice = isHttp
    ? `Write \`${url.origin}\`: paths belong into the plan.`
    : 'It begins with `http://` or `https://`.';
  throw expected('origin', 'scheme, host and port, as `https://usegalaxy.org`', origin, advice);
}
