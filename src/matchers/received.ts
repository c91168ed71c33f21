import { UsageError, expected } from '../errors';
import { isSweep } from '../sweep/sweep';
import { isJudged, type Judged } from '../trace/judged';
import { isRun, runOf } from '../trace/run';
import { isTrace, type Trace } from '../trace/trace';
import { SOURCE } from '../trace/source';
import type { Source } from '../trace/span';
import { traceOf } from '../trace/trace-of';
import { otherKind } from './other-kind';

const KINDS = 'a run, a trace, an observed function, a slow server or an array of these';

/**
 * The spans to judge in what `expect(…)` was given, or another argument.
 *
 * @param argument - the name of the other argument.
 * @throws UsageError if it has none to judge, or none at all: of an empty trace nearly every claim holds.
 */
export function traceToJudge(received: unknown, argument?: string): Trace {
  const trace = spansOf(received, argument);
  if (trace.length > 0) return trace;
  const waiting = trace.neverStarted.length;
  const queued = waiting === 0 ? '' : ` ${waiting} ${waiting === 1 ? 'was' : 'were'} queued and never started.`;
  const what = argument === undefined ? '`expect(…)` to be given' : `\`${argument}\` to be`;
  throw new UsageError(
    `Expected ${what} work that was recorded, got ${kindInWords(received)} without any.${queued}${uncalled(received)}\n` +
      'Of an empty trace nearly every claim holds, so it proves nothing.',
  );
}

/** Names the observed functions among what `expect(…)` was given, none of which was called. */
function uncalled(received: unknown): string {
  const functions = (isSeveral(received) ? received : [received]).filter((one) => typeof one === 'function');
  const sources = functions.filter((fn): fn is typeof fn & { [SOURCE]: Source } => SOURCE in fn);
  if (sources.length === 0) return '';
  const names = new Intl.ListFormat('en').format(sources.map((fn) => `\`${fn[SOURCE].name}\``));
  return ` ${names} ${sources.length === 1 ? 'was' : 'were'} not called.`;
}

/** What to call what `expect(…)` was given. */
export function kindOf(received: unknown): string {
  if (isRun(received) || runOf(received) !== undefined) return 'run';
  if (isTrace(received)) return 'trace';
  if (isSweep(received)) return 'sweep';
  if (typeof received === 'function') return 'function';
  if (isSeveral(received)) return kindOfSeveral(received);
  if (Array.isArray(received)) return 'array';
  return isJudged(received) ? 'server' : 'received';
}

/** Several of one kind by that, in the plural. */
function kindOfSeveral(those: readonly Judged[]): string {
  const kinds = new Set(those.map(kindOf));
  return kinds.size === 1 ? `${[...kinds].join()}s` : 'array';
}

/** The same in a sentence: `a run`, `servers`. */
export function kindInWords(received: unknown): string {
  const kind = kindOf(received);
  if (isSeveral(received) && kind !== 'array') return kind;
  return kind === 'received' ? 'this' : `${kind === 'array' ? 'an' : 'a'} ${kind}`;
}

/** Whether this is an array of things to judge, rather than a plain one. */
export function isSeveral(received: unknown): received is readonly Judged[] {
  return Array.isArray(received) && received.length > 0 && received.every(isJudged);
}

function spansOf(received: unknown, argument: string | undefined): Trace {
  const run = runOf(received);
  if (run !== undefined) return traceOf(run);
  if (isJudged(received) || isSeveral(received)) return traceOf(received);
  if (argument !== undefined) throw expected(argument, KINDS, received);
  throw otherKind(KINDS, received, adviceFor(received));
}

function adviceFor(received: unknown): string | undefined {
  if (received instanceof Promise) return 'Await it first: `expect(await simulate(…))`, or use `.resolves`.';
  if (received instanceof Error) return 'No run rejected with it: `.rejects` is for what `simulate` or a pool gave.';
  return typeof received === 'function'
    ? 'Run it first: `expect(await simulate(…))`; or observe it: `observe(fn)`.'
    : undefined;
}
