import type { Packed, Primitive } from '../crossing/parcel';
import type { Instruction, Reply } from './protocol';

/**
 * Quick tasks in a form that any channel carries for little: a list of primitives.
 *
 * What a message costs hangs on how many objects are in it. One with a trivial task as an instruction, and one with what
 * came of it as a log, cost a third more than these; and that is all there is to a call of one trivial task.
 */
export type FlatOrder = readonly [fn: number, call: number, first: number, ...inputs: Primitive[]];

/** When the first task started; then for each when it ended, and what it gave. */
export type FlatReply = readonly Primitive[];

/** Where there are more the rest of the message costs little, and bytes are better than a list of numbers. */
const MOST_TASKS = 32;

const FACTS_A_TASK = 2;

/** Tasks whose inputs are plain, one after another; undefined for any other instruction. */
export function flatOrder(instruction: Instruction): FlatOrder | undefined {
  if (instruction.do !== 'run slice') return undefined;
  const { fn, call, takes, rendezvous, first, inputs } = instruction.slice;
  if (takes !== 'input' || rendezvous) return undefined;
  return inputs.length <= MOST_TASKS && inputs.every(isPlain) ? [fn, call, first, ...inputs] : undefined;
}

export function fromFlatOrder([fn, call, first, ...inputs]: FlatOrder): Extract<Instruction, { do: 'run slice' }> {
  return { do: 'run slice', now: 0, slice: { fn, call, takes: 'input', rendezvous: false, first, inputs } };
}

/** Tasks that gave something plain, and nothing else happened; undefined for any other reply. */
export function flatReply(reply: Reply): FlatReply | undefined {
  const { log } = reply;
  const [entry] = log;
  if (log.length !== 1 || entry![0] !== 'ran' || saysMore(reply)) return undefined;
  const { times, values, failed } = entry[1];
  if (failed.length > 0 || values.length > MOST_TASKS || !values.every(isPlain)) return undefined;
  const flat: Primitive[] = [times[0]];
  for (let place = 0; place < values.length; place++) flat.push(times[place + 1], values[place]);
  return flat;
}

/** To take a reply apart would make an object for each task. */
function saysMore(reply: Reply): boolean {
  for (const key in reply) if (key !== 'log') return true;
  return false;
}

export function fromFlatReply(flat: FlatReply): Reply {
  const times = [flat[0] as number];
  const values: Primitive[] = [];
  for (let at = 1; at < flat.length; at += FACTS_A_TASK) {
    times.push(flat[at] as number);
    values.push(flat[at + 1]);
  }
  return { log: [['ran', { times, values, failed: [] }]] };
}

/** Whether JSON carries it as it is. */
function isPlain(value: Packed): value is Exclude<Primitive, bigint | undefined> {
  switch (typeof value) {
    case 'number':
      return Number.isFinite(value) && !Object.is(value, -0);
    case 'string':
    case 'boolean':
      return true;
    default:
      return value === null;
  }
}
