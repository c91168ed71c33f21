import { UsageError, expected } from '../errors';
import { formatMs } from '../time/duration';
import { waves, type Wave } from '../trace/waves';
import { defineMatcher } from './define-matcher';
import { isCount } from './options';
import { traceToJudge } from './received';
import { who } from './who';

const MOST_LISTED = 10;

/** Did tasks start in groups of these sizes? See `LanesMatchers` for what it claims. */
export const toRunInWaves = defineMatcher(
  'toRunInWaves',
  (received, [sizes]: readonly [readonly number[]], { isNot }) => {
    checkSizes(sizes);
    if (isNot) throw ambiguous();
    const trace = traceToJudge(received);
    if (trace.recording.clock === 'real') throw noWaves();
    const found = waves(trace);
    const wrong = firstWrong(found, sizes);
    return {
      pass: wrong === undefined,
      actual: found.map(({ spans }) => spans.length),
      expected: sizes,
      trace,
      words: () => ({
        expected: sizesInWords(sizes),
        received: inWords(found, sizes, wrong ?? 0),
        picture: pictureOf(found[wrong ?? 0]),
      }),
    };
  },
);

function checkSizes(sizes: unknown): void {
  if (!Array.isArray(sizes) || sizes.length === 0) throw expected('sizes', 'an array of at least one size', sizes);
  for (const [i, size] of sizes.entries()) isCount(`sizes[${i}]`, size);
}

/** The place of the first wave that is not as expected, or that there should not be, or that is missing. */
function firstWrong(found: readonly Wave[], sizes: readonly number[]): number | undefined {
  const places = Math.max(found.length, sizes.length);
  for (let place = 0; place < places; place++) if (found[place]?.spans.length !== sizes[place]) return place;
  return undefined;
}

function inWords(found: readonly Wave[], sizes: readonly number[], wrong: number): string {
  const wave = found[wrong];
  const counts = sizesInWords(found.map(({ spans }) => spans.length));
  if (wave === undefined) return `${counts}\nnothing started after that, at wave ${wrong + 1}`;
  const should = sizes[wrong] === undefined ? 'there should be none' : `it should be ${sizes[wrong]}`;
  return `${counts}\nwave ${wrong + 1}, at ${formatMs(wave.at)}, has ${wave.spans.length} (${who(wave.spans)}), and ${should}`;
}

function sizesInWords(sizes: readonly number[]): string {
  const shown = sizes.slice(0, MOST_LISTED).join(', ');
  const more = sizes.length > MOST_LISTED ? ` and ${sizes.length - MOST_LISTED} more waves` : '';
  return sizes.length === 1 ? `one wave of ${shown}` : `waves of ${shown}${more}`;
}

function pictureOf(wave: Wave | undefined) {
  if (wave === undefined) return {};
  return { marks: { starts: wave.spans, meaning: 'wrong wave' }, focus: { at: wave.at, spans: wave.spans } };
}

function ambiguous(): UsageError {
  return new UsageError(
    '`.not.toRunInWaves` would pass for waves of any other sizes. Say in which waves it runs, ' +
      'or how many at a time: `toRunInParallel({ atMost: 4 })`.',
  );
}

function noWaves(): UsageError {
  return new UsageError(
    'A wave is what starts at one instant, and this was recorded on the real clock, on which two tasks hardly ever do.\n' +
      'Run it inside `simulate`.',
  );
}
