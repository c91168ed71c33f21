import type { Packed } from '../crossing/parcel';
import type { FolderDigests } from '../references/configuration-digest';
import type { ProjectModules } from '../references/project';
import type { TaskReference } from '../references/task-reference';
import type { Asked } from '../servers/gate';
import type { Decision } from '../servers/plan';
import type { Ms } from '../time/duration';
import type { Limits } from '../time/limits';
import type { TimerKind } from '../time/virtual-timer';
import type { Outcome, RequestFacts, Source, WorkerFacts } from '../trace/span';
import type { Slot } from './slot';

/** On the real clock a lane tells this often of the tasks of a chunk that have ended. */
export const PROGRESS_REAL_MS = 50;

/** What a lane is told when its worker starts. */
export interface LaneSettings {
  readonly project: ProjectModules;
  readonly slot: Slot;
}

/** A simulation, as its lanes know it. */
export interface SessionFacts {
  /** The clock of the simulation; `'none'` outside of any. */
  readonly clock: 'virtual' | 'real' | 'none';
  readonly seed: number;
  /** Whether `Math.random` draws from the seed. */
  readonly isSeeded: boolean;
  readonly limits: Limits;
}

/** Tasks of one call, for a lane to run in sequence. */
export interface ChunkOrder {
  /** The number of the function. */
  readonly fn: number;
  /** The number of the call on its clock; each task draws from the stream of its call and index. */
  readonly call: number;
  /** Whether an input is what the function is given, or the list of it. */
  readonly takes: 'input' | 'arguments';
  readonly tasks: readonly (readonly [index: number, input: Packed])[];
  /** Whether they wait for each other before they begin, and are let go together. */
  readonly rendezvous: boolean;
}

/** Tasks that follow one another in one call, which a lane on the real clock runs in sequence. */
export interface SliceOrder extends Omit<ChunkOrder, 'tasks'> {
  /** The index of the first of them in the call. */
  readonly first: number;
  readonly inputs: readonly Packed[];
}

/** Tasks of a slice that ran right after one another. */
export interface Ran {
  /** When the first started, then when each ended, and so the next one started; in milliseconds of the machine's clock. */
  readonly times: Float64Array | readonly number[];
  /** What each gave, or threw. */
  readonly values: readonly Packed[];
  /** The places among these of those that threw, ascending. */
  readonly failed: readonly number[];
}

/** What became of a question: the answer, or the error in its place. */
export type Answered<T> = { readonly value: T } | { readonly error: Packed };

/** A simulation, or work on the real clock, begins in a lane. */
export interface Beginning {
  readonly do: 'begin';
  readonly session: SessionFacts;
  readonly servers: readonly string[];
}

/** Tasks run in a lane on the real clock. */
export interface Running {
  readonly do: 'run slice';
  readonly now: Ms;
  readonly slice: SliceOrder;
}

/** One step, given out by the pool. A lane that keeps the virtual clock takes it at this instant. */
export type Instruction =
  | {
      readonly do: 'load';
      readonly fn: number;
      readonly reference: TaskReference;
      /** What the pool has read for it while the worker started; none later on, when that has read it itself. */
      readonly folders?: FolderDigests | undefined;
      /** What follows in the same step, whether it could be loaded or not. */
      readonly begin: Beginning | undefined;
      /** And then, if it could. */
      readonly run?: Running | undefined;
    }
  /** Soon there will be requests to simulated servers. */
  | { readonly do: 'expect servers' }
  | Beginning
  | { readonly do: 'declare'; readonly servers: readonly string[] }
  | { readonly do: 'run'; readonly now: Ms; readonly chunk: ChunkOrder }
  | Running
  | { readonly do: 'fire'; readonly now: Ms; readonly timer: number }
  | { readonly do: 'answer'; readonly now: Ms; readonly answers: readonly (readonly [number, Answered<Decision>])[] }
  | { readonly do: 'settle'; readonly now: Ms; readonly settler: number }
  | { readonly do: 'meet'; readonly now: Ms; readonly isMet: boolean }
  /** On the real clock: nothing but to wait for what comes next. */
  | { readonly do: 'wait'; readonly now: Ms }
  | { readonly do: 'finish' };

/** An instruction that has its instant. */
export type Timed = Extract<Instruction, { now: Ms }>;

/** What is to happen in a lane, at an instant that is not settled yet. */
export type Happening = { [Kind in Timed['do']]: Omit<Extract<Timed, { do: Kind }>, 'now'> }[Timed['do']];

/**
 * One thing that happened in a lane, in the order in which it did. Tasks are known by their index in the call; timers,
 * spans, requests and settlers by numbers of the lane. A `parent` is such a span, or, below 0, `-1 - index` of a task.
 */
export type Entry =
  | readonly ['arm', timer: number, kind: TimerKind, delay: Ms, due: Ms, callback: string]
  | readonly ['disarm', timer: number]
  | readonly ['pass', ms: Ms]
  | readonly ['start', task: number, at: Ms]
  | readonly ['fulfil', task: number, result: Packed, at: Ms]
  | readonly ['reject', task: number, error: Packed, at: Ms]
  | readonly ['ran', tasks: Ran]
  | readonly ['print', task: number | undefined, stream: 'stdout' | 'stderr', text: string, at: Ms]
  | readonly ['queue span', span: number, of: Queueing]
  | readonly ['start span', span: number, lane: number]
  | readonly ['end span', span: number, outcome: Outcome, facts: Ending]
  | readonly ['cancel span', span: number]
  | readonly ['ask', request: number, origin: string, asked: Asked, parent: number | undefined]
  | readonly ['so far', request: number, facts: RequestFacts]
  | readonly ['answered', request: number, outcome: Outcome, facts: Ending]
  | readonly ['settle', settler: number]
  | readonly ['arrive']
  | readonly ['fail', error: Packed];

export interface Queueing {
  /** Known in the lane by a number, since two pools may have one name. */
  readonly source: readonly [number: number, facts: Source];
  readonly label: string;
  readonly input: Packed;
  readonly parent: number | undefined;
}

/** How a span ended; a value that cannot cross is told by its description. */
export interface Ending {
  readonly result?: Packed;
  readonly error?: Packed;
  readonly request?: RequestFacts;
}

/** What a lane has to say once it is quiet. */
export interface Reply {
  readonly log: readonly Entry[];
  /** Who this worker is; told when it has loaded a function. */
  readonly worker?: WorkerFacts;
  /** Why a function could not be loaded. */
  readonly notLoaded?: Packed;
  /** A misuse that the code under test may have swallowed; on the virtual clock told at its end. */
  readonly fault?: Packed;
  /** What the simulation left armed here, in words. */
  readonly leaks?: readonly string[];
}
