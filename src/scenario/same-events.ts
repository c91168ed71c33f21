import { UsageError } from '../errors';
import type { Pool } from '../pools/pool';
import { draw } from '../timeline/ascii';
import { plainValue } from '../trace/plain-value';
import { nameOf } from './door';
import { type Event, type Extent, eventsOf } from './events';
import { lasting } from './lasting';
import type { Rehearsal } from './rehearse';

/** Two runs that must be the same. */
export interface Pair {
  readonly first: Rehearsal;
  readonly second: Rehearsal;
  /** Where the first ran. */
  readonly pool: Pool;
  /** Where the second ran; left out, on the same pool. */
  readonly otherPool?: Pool;
}

interface Voice {
  readonly first: string;
  readonly second: string;
  readonly claim: string;
  readonly reason: string;
}

/**
 * Compares two runs event by event, and what they gave.
 *
 * @throws UsageError that shows the first difference, and who asked for the work.
 */
export function checkSame(pair: Pair): void {
  const { first, second, otherPool } = pair;
  const extent: Extent = otherPool === undefined ? 'all' : 'on every pool';
  const [a, b] = [eventsWithValue(first, extent), eventsWithValue(second, extent)];
  const place = a.findIndex((event, i) => !isSame(event, b[i]));
  const differing = place === -1 && b.length > a.length ? a.length : place;
  if (differing === -1) return;
  throw new UsageError(wording(pair, differing, a[differing], b[differing]));
}

/** The value is the last event: it comes when all the others have. */
function eventsWithValue({ run }: Rehearsal, extent: Extent): readonly Event[] {
  const { elapsed } = run;
  const value = lasting(plainValue(run.value), extent);
  const facts = { elapsed, value };
  return [
    ...eventsOf(run.trace, extent),
    { text: `the body gives ${shortly(value)}`, span: undefined, at: elapsed, facts },
  ];
}

function isSame(a: Event, b: Event | undefined): boolean {
  return b !== undefined && a.text === b.text && differences(a, b).length === 0;
}

function differences(a: Event, b: Event): readonly string[] {
  return Object.keys(a.facts).filter((name) => JSON.stringify(a.facts[name]) !== JSON.stringify(b.facts[name]));
}

function wording({ first, second, pool, otherPool }: Pair, place: number, a?: Event, b?: Event): string {
  const voice = otherPool === undefined ? ofRuns(nameOf(pool)) : ofPools(nameOf(pool), nameOf(otherPool));
  const width = Math.max(voice.first.length, voice.second.length);
  const names = a !== undefined && b !== undefined && a.text === b.text ? differences(a, b) : [];
  const line = (who: string, event?: Event): string => {
    const more = names.map((name) => `, ${name}: ${shortly(event?.facts[name])}`).join('');
    return `  ${who.padEnd(width)}  ${event?.text ?? 'nothing more happens'}${more}`;
  };
  return [
    voice.claim,
    voice.reason,
    '',
    `The first difference, after ${place} equal ${place === 1 ? 'event' : 'events'}:`,
    line(voice.first, a),
    line(voice.second, b),
    ...askedAt(first, a, voice.first),
    ...askedAt(second, b, voice.second),
    ...pictures(first, second, voice),
  ].join('\n');
}

function ofRuns(pool: string): Voice {
  return {
    first: 'first run',
    second: 'second run',
    claim: `On ${pool} the second run differs from the first, so the scenario is not the same every time.`,
    reason:
      'State kept between runs is the usual reason: what a module or a worker remembers and `setup` does not make anew.\n' +
      'Otherwise something reads what is not simulated: `crypto`, the environment, files, sockets of its own.',
  };
}

function ofPools(pool: string, otherPool: string): Voice {
  return {
    first: pool,
    second: otherPool,
    claim: `${otherPool} does not give the same trace as ${pool}.`,
    reason:
      'State kept between runs or shared by tasks is the usual reason: promises share the memory of the test, threads\n' +
      'and processes keep one for each lane. Leave `sameTrace` out if the tasks are meant to share memory.',
  };
}

function askedAt({ origins }: Rehearsal, event: Event | undefined, who: string): readonly string[] {
  const frames = event?.span === undefined ? [] : origins.of(event.span);
  return frames.length === 0 ? [] : ['', `Asked for in ${who}:`, ...frames.map((frame) => `    ${frame}`)];
}

function pictures(first: Rehearsal, second: Rehearsal, voice: Voice): readonly string[] {
  const shown = [draw(first.run.trace), draw(second.run.trace)] as const;
  if (shown[0] === shown[1]) return [];
  return ['', `${voice.first}:`, '', shown[0], '', `${voice.second}:`, '', shown[1]];
}

const LONGEST = 120;

function shortly(value: unknown): string {
  const text = JSON.stringify(plainValue(value));
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST - 1)}…`;
}
