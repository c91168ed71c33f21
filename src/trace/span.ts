import type { Ms } from '../time/duration';

/**
 * How a span ended. `timed-out`: given up because time ran out. `cancelled`: given up for any other reason, by whoever
 * asked for it. `unfinished`: still in flight when the body settled.
 */
export type Outcome = 'fulfilled' | 'rejected' | 'timed-out' | 'cancelled' | 'unfinished';

/** The part of a request during which it ended. */
export type Phase = 'lookup' | 'connect' | 'secure-connect' | 'send' | 'first-byte' | 'body' | 'done';

/** Who the spans belong to: a pool, a server or an observed function. */
export interface Source {
  readonly kind: 'pool' | 'server' | 'function';
  /** As a person would call it: `asyncPool(4)`, `https://usegalaxy.org`. */
  readonly name: string;
}

/** One task's record. Frozen; times in milliseconds, `queuedAt ≤ startedAt ≤ endedAt` and `startStep < endStep`. */
export interface Span {
  /** Its number in the recording, in the order of queueing. */
  readonly id: number;
  readonly label: string;
  /** What the task was given; for `starmap` the argument list. */
  readonly input: unknown;
  readonly source: Source;
  /** The `id` of the span in whose async context this one began. */
  readonly parent: number | undefined;
  /** A row in which spans of one source never overlap; 0 is the first. */
  readonly lane: number;
  readonly queuedAt: Ms;
  readonly startedAt: Ms;
  readonly endedAt: Ms;
  readonly startStep: number;
  readonly endStep: number;
  readonly outcome: Outcome;
  /** What the task gave, when it fulfilled. */
  readonly result?: unknown;
  /** What the task threw, when it did not. */
  readonly error?: unknown;
  /** What it did one after another before it came to its matter; absent if nobody looked. */
  readonly parts?: readonly SpanPart[];
  /** For a request: how it was asked and how far it came. */
  readonly request?: RequestFacts;
  /** What the task printed, in order, when it ran in a worker; absent if it printed nothing. */
  readonly output?: readonly Printed[];
  /** Where the task ran, when it ran in a worker; part of neither the trace's hash nor its JSON. */
  readonly worker?: WorkerFacts;
}

/** A part of a span, from the end of the one before it. What comes after the last one is the matter itself. */
export interface SpanPart {
  readonly name: 'starting up' | 'loading';
  /** In milliseconds. */
  readonly until: Ms;
}

/** One write of a task to its standard output or standard error. */
export interface Printed {
  readonly stream: 'stdout' | 'stderr';
  readonly text: string;
  /** When it was written, in milliseconds. */
  readonly at: Ms;
  /** Its number among all writes of the recording, in the order in which they happened. */
  readonly order: number;
}

/** A worker: the process, and for a thread its number in it. */
export interface WorkerFacts {
  readonly pid: number;
  readonly threadId?: number;
}

/** The facts of a simulated request. Instants are in milliseconds; one that was never reached is absent. */
export interface RequestFacts {
  readonly method: string;
  readonly path: string;
  readonly phase: Phase;
  readonly status?: number;
  /** When the server's name was looked up. */
  readonly lookedUpAt?: Ms;
  /** `https` only: when the server had accepted the connection, and the TLS handshake began. */
  readonly acceptedAt?: Ms;
  /** When the connection stood, with its TLS handshake. */
  readonly connectedAt?: Ms;
  /** When the whole request had gone out. */
  readonly sentAt?: Ms;
  /** When the head of the response came. */
  readonly firstByteAt?: Ms;
}

/** What is known of any work from the moment it is queued. */
export type Queued = Pick<Span, 'id' | 'label' | 'input' | 'source' | 'parent' | 'queuedAt'>;

/** Work that was queued and never ran: cancelled while it waited, or still waiting when the body settled. */
export interface NeverStarted extends Queued {
  readonly outcome: 'cancelled' | 'unfinished';
  /** When it stopped waiting, in milliseconds. */
  readonly endedAt: Ms;
}
