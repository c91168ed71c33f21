import { inspect } from 'node:util';
import { expected } from '../errors';
import type { Source } from './span';

/** Under this symbol pools, servers and observed functions keep the {@link Source} that their spans carry. */
export const SOURCE = Symbol.for('jest-lanes.source');

/** Anything whose spans can be told from others': a source, what carries one, or a source's name. */
export type Sourced = Source | { readonly [SOURCE]: Source } | string;

/**
 * The sources among these that are meant.
 *
 * @param sources - the sources there are.
 * @param meant - a source, a pool, a server or an observed function; or a name, which means all sources of that name.
 * @throws UsageError if it is none of these, or a name that nobody has.
 */
export function sourcesMeant(sources: readonly Source[], meant: Sourced): readonly Source[] {
  if (typeof meant === 'string') {
    const named = sources.filter((source) => source.name === meant);
    if (named.length === 0) throw expected('source', `the name of a source: ${namesOf(sources)}`, meant);
    return named;
  }
  const source = carriedBy(meant);
  if (source === undefined)
    throw expected('source', 'a pool, a server, an observed function or the name of one', meant);
  return [source];
}

/** Names sources for a message. */
export function namesOf(sources: readonly Source[]): string {
  return sources.length === 0 ? 'there is none' : sources.map(({ name }) => quoted(name)).join(', ');
}

/** A name as code has it, on one line. */
export function quoted(name: string): string {
  return inspect(name);
}

function carriedBy(meant: unknown): Source | undefined {
  if ((typeof meant !== 'object' && typeof meant !== 'function') || meant === null) return undefined;
  if (SOURCE in meant) return meant[SOURCE] as Source;
  return 'kind' in meant && 'name' in meant ? (meant as Source) : undefined;
}
