import workerThreads from 'node:worker_threads';
import { type Patch, patch } from '../delegates/patch';
import { answered, answersByEvents, asked } from './conversations';

type Transfer = readonly unknown[] | { transfer?: readonly unknown[] } | undefined;
type Port = workerThreads.MessagePort;

const { Worker, MessagePort, MessageChannel } = workerThreads;
const nativePost = { worker: Worker.prototype.postMessage, port: MessagePort.prototype.postMessage };

const ANSWERS = ['message', 'messageerror', 'error', 'exit'];

/** The other end of a channel made in this thread, and the ports whose other end went to another thread. */
const otherEnd = new WeakMap<object, object>();
const leadsAway = new WeakSet<object>();

/** The slot through which Node hands an incoming message to a port. */
const dispatch = Symbol.for('nodejs.internal.kHybridDispatch');

function noteTransfer(transfer: Transfer): void {
  const things = Array.isArray(transfer) ? transfer : (transfer as { transfer?: readonly unknown[] })?.transfer;
  for (const thing of things ?? []) {
    const other = otherEnd.get(thing as object);
    if (other !== undefined) leadsAway.add(other);
  }
}

const DelegatingWorker = new Proxy(Worker, {
  construct(target, args: ConstructorParameters<typeof Worker>, newTarget) {
    noteTransfer(args[1]?.transferList as Transfer);
    const worker = Reflect.construct(target, args, newTarget) as workerThreads.Worker;
    answersByEvents(worker, worker, ANSWERS);
    asked(worker, `worker thread ${worker.threadId}, starting`);
    return worker;
  },
});

const DelegatingMessageChannel = new Proxy(MessageChannel, {
  construct(target, args, newTarget) {
    const channel = Reflect.construct(target, args, newTarget) as workerThreads.MessageChannel;
    otherEnd.set(channel.port1, channel.port2).set(channel.port2, channel.port1);
    return channel;
  },
});

function postToWorker(this: workerThreads.Worker, value: unknown, transfer?: Transfer): void {
  noteTransfer(transfer);
  answersByEvents(this, this, ANSWERS);
  asked(this, `message to worker thread ${this.threadId}`);
  nativePost.worker.call(this, value, transfer as never);
}

function postToPort(this: Port, value: unknown, transfer?: Transfer): void {
  if (leadsAway.has(this)) {
    answersByDispatch(this);
    asked(this, 'message to another thread');
  }
  nativePost.port.call(this, value, transfer as never);
}

function answersByDispatch(port: Port): void {
  const native = (port as unknown as Record<symbol, (...args: unknown[]) => unknown>)[dispatch];
  if (native === undefined || Object.hasOwn(port, dispatch)) return;
  const value = (...args: unknown[]): unknown => {
    answered(port);
    return native.apply(port, args);
  };
  Object.defineProperty(port, dispatch, { value, configurable: true });
}

/** Worker threads and message ports: real work from a message (or a thread's start) to the next one back. */
export function threadPatches(): Patch[] {
  const patches = [
    patch(workerThreads, 'Worker', DelegatingWorker),
    patch(workerThreads, 'MessageChannel', DelegatingMessageChannel),
    patch(Worker.prototype, 'postMessage', postToWorker),
    patch(MessagePort.prototype, 'postMessage', postToPort),
  ];
  return 'MessageChannel' in globalThis
    ? [...patches, patch(globalThis, 'MessageChannel', DelegatingMessageChannel)]
    : patches;
}
