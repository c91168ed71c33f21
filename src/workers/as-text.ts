import type * as V8 from 'node:v8';
import type { WorkerKind } from './farm';

/**
 * A message as its channel takes it: to a thread as it is, to a process as a text.
 *
 * Node's own channel between processes carries structured clones ("advanced") at twice the cost of JSON, most of it for
 * each message and whatever its size. So ours is one of JSON, and what JSON does not carry crosses as a text.
 */
export type Sent<Message> = Message | string;

export function sent<Message extends object>(message: Message, to: WorkerKind): Sent<Message> {
  return to === 'thread' ? message : v8().serialize(message).toString('base64');
}

export function received<Message extends object>(message: Sent<Message>): Message {
  return typeof message === 'string' ? (v8().deserialize(Buffer.from(message, 'base64')) as Message) : message;
}

/** Late, as threads never need it. */
function v8(): typeof V8 {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- see above
  return require('node:v8') as typeof V8;
}
