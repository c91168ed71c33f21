/**
 * Prints any run, trace or server in a snapshot as its timeline: `snapshotSerializers: ['jest-lanes/snapshot-serializer']`.
 *
 * Where the setup file runs it is registered already; this door is for an `expect` that the setup file does not reach.
 */
import { forSnapshot, type SnapshotSerializer } from './timeline/for-snapshot';
import { isDrawable } from './timeline/is-drawable';

export type { SnapshotSerializer };

/** Whether this serializer is for a value: a run, a trace, a slow server or an array of them. */
export const test: SnapshotSerializer['test'] = isDrawable;

/**
 * The value as its timeline; further lines begin with the indentation that Jest asks for.
 *
 * @example
 * serialize(trace(span('a', 0, 10)), {}, '').split('\n')[0]
 * // => 'by hand: 1 call from 0 to 10 ms, never more than 1 in flight'
 */
export function serialize(value: unknown, _config: unknown, indentation: string): string {
  return forSnapshot(value).replaceAll(/\n(?=.)/g, `\n${indentation}`);
}

// eslint-disable-next-line no-restricted-syntax -- where Jest looks for it
export default { test, serialize } satisfies SnapshotSerializer;
