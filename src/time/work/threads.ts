import type workerThreads from 'node:worker_threads';
import { natives } from '../natives';
import { LANE_MARK } from './lane-mark';
import { answered, answersByEvents, asked, isAwaited } from './conversations';

type Transfer = readonly unknown[] | { transfer?: readonly unknown[] } | undefined;
type Port = workerThreads.MessagePort;

const ANSWERS = ['message', 'messageerror', 'error', 'exit'];

/** The other end of a channel made in this thread, and the ports whose other end went to another thread. */
const otherEnd = new WeakMap<object, object>();
const leadsAway = new WeakSet<object>();

/** The slot through which Node hands an incoming message to a port. */
const dispatch = Symbol.for('nodejs.internal.kHybridDispatch');

function noteTransfer(transfer: Transfer): void {
  const things = Array.isArray(transfer)
    ? transfer
    : (transfer as { transfer?: readonly unknown[] } | undefined)?.transfer;
  for (const thing of things ?? []) {
    const other = otherEnd.get(thing as object);
    if (other !== undefined) leadsAway.add(other);
  }
}

/** Looked after by their pool, which knows better what holds. */
const ofLanes = new WeakSet<workerThreads.Worker>();

/** `Reflect.construct`, and what takes its place. */
type Construct = (target: NewableFunction, args: ArrayLike<unknown>, newTarget?: NewableFunction) => object;

function workerMade(native: Construct): Construct {
  return (target, args, newTarget) => {
    const [, options] = args as unknown as Partial<ConstructorParameters<typeof workerThreads.Worker>>;
    noteTransfer(options?.transferList as Transfer);
    const worker = native(target, args, newTarget) as workerThreads.Worker;
    if (typeof options?.env === 'object' && LANE_MARK in options.env) {
      ofLanes.add(worker);
      return worker;
    }
    answersByEvents(worker, worker, ANSWERS);
    asked(worker, `worker thread ${worker.threadId}, starting`);
    worker.once('online', () => answersByIdling(worker));
    return worker;
  };
}

function channelMade(native: Construct): Construct {
  return (target, args, newTarget) => {
    const channel = native(target, args, newTarget) as workerThreads.MessageChannel;
    otherEnd.set(channel.port1, channel.port2).set(channel.port2, channel.port1);
    return channel;
  };
}

const IDLE_SAMPLE_REAL_MS = 5;
const IDLE_SAMPLES = 4;

/** A thread that has started and only listens has nothing to say: its event loop has been idle for a while. */
function answersByIdling(worker: workerThreads.Worker): void {
  let { active } = worker.performance.eventLoopUtilization();
  let calm = 0;
  const sample = (): void => {
    const now = worker.performance.eventLoopUtilization();
    calm = now.idle > 0 && now.active - active < IDLE_SAMPLE_REAL_MS / 10 ? calm + 1 : 0;
    active = now.active;
    if (calm === IDLE_SAMPLES || worker.threadId === -1) answered(worker);
    else if (isAwaited(worker)) natives.setTimeout(sample, IDLE_SAMPLE_REAL_MS).unref();
  };
  sample();
}

type Post<Target> = (this: Target, value: unknown, transfer?: Transfer) => unknown;

function postToWorker(native: Post<workerThreads.Worker>): Post<workerThreads.Worker> {
  return function postMessage(value, transfer) {
    if (ofLanes.has(this)) return native.call(this, value, transfer);
    noteTransfer(transfer);
    answersByEvents(this, this, ANSWERS);
    asked(this, `message to worker thread ${this.threadId}`);
    return native.call(this, value, transfer);
  };
}

type Terminate = (this: workerThreads.Worker) => Promise<number>;

function terminate(native: Terminate): Terminate {
  return function terminate() {
    if (this.threadId !== -1 && !ofLanes.has(this)) {
      answersByEvents(this, this, ANSWERS);
      asked(this, `worker thread ${this.threadId}, ending`);
    }
    return native.call(this);
  };
}

/** A broadcast channel posts through a port of its own, and takes its word for whether that worked. */
function postToPort(native: Post<Port>): Post<Port> {
  return function postMessage(value, transfer) {
    if (leadsAway.has(this)) {
      answersByDispatch(this);
      asked(this, 'message to another thread');
    }
    return native.call(this, value, transfer);
  };
}

function answersByDispatch(port: Port): void {
  const receive = (port as unknown as Record<symbol, (...args: unknown[]) => unknown>)[dispatch];
  if (receive === undefined || Object.hasOwn(port, dispatch)) return;
  const value = (...args: unknown[]): unknown => {
    answered(port);
    return receive.apply(port, args);
  };
  Object.defineProperty(port, dispatch, { value, configurable: true });
}

/** Worker threads and message ports: real work from a message (or a thread's start) to the next one back. */
export const obedientThreads = { workerMade, channelMade, postToWorker, terminate, postToPort };
