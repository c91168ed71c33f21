import { stripVTControlCharacters } from 'node:util';
import type { Marks } from '../timeline/carets';
import { listener } from '../trace/listener';
import type { Finding, Voice } from './define-matcher';

/** Tells whoever listens of a claim that does not hold: about which recording, in what words, and where it is marked. */
export function tellFailure(
  matcher: string,
  { pass, trace, drawings, words }: Finding,
  message: () => string,
  { isNot, isPart }: Pick<Voice, 'isNot' | 'isPart'>,
): void {
  // A part of an expected value is a claim only together with the rest.
  if (pass !== isNot || isPart) return;
  const hears = listener();
  const recording = (trace ?? drawings?.[0]?.trace)?.recording;
  if (hears === undefined || recording === undefined) return;
  const marked = extentOf(words().picture?.marks);
  hears.failed(recording, { matcher, message: stripVTControlCharacters(message()), ...marked });
}

/** From the first instant that is marked to the last. */
function extentOf(marks: Marks | undefined): { from?: number; until?: number } {
  const { stretches = [], starts = [], ends = [] } = marks ?? {};
  const instants = [
    ...stretches.flatMap(({ from, until }) => [from, until]),
    ...starts.map((span) => span.startedAt),
    ...ends.map((span) => span.endedAt),
  ];
  if (instants.length === 0) return {};
  return {
    from: instants.reduce((least, at) => Math.min(least, at)),
    until: instants.reduce((most, at) => Math.max(most, at)),
  };
}
