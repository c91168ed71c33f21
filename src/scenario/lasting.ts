import type { Plain } from '../trace/plain-value';
import type { Extent } from './events';

const PID = / \(pid \d+\)/;
const HOW = / in lane \d+ of .*? died|: (?:killed by|it exited|ended by|gone for) .*$/g;

/**
 * What of a value is the same each time.
 *
 * A worker that died names itself by a process id, and its last words may tell more such things; so of its error the first
 * line without them counts, and on several pools only which task it was.
 */
export function lasting(value: Plain | undefined, extent: Extent): Plain | undefined {
  if (Array.isArray(value)) return value.map((member: Plain) => lasting(member, extent)!);
  if (!isObject(value)) return value;
  const { name, message } = value;
  if (name === 'WorkerDied' && typeof message === 'string') return { ...value, message: firstLine(message, extent) };
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, lasting(member, extent)!]));
}

function firstLine(message: string, extent: Extent): string {
  const line = message.split('\n', 1)[0]!.replace(PID, '');
  return extent === 'all' ? line : line.replaceAll(HOW, '');
}

function isObject(value: Plain | undefined): value is { readonly [key: string]: Plain } {
  return typeof value === 'object' && value !== null;
}
