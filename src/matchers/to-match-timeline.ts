import { UsageError, expected } from '../errors';
import { checkMs, type Ms } from '../time/duration';
import type { Picture, PicturedTask } from '../timeline/picture';
import { readPicture } from '../timeline/read-picture';
import { type Pair, comparePicture } from './compare-picture';
import { defineMatcher } from './define-matcher';
import { checkOptions } from './options';
import { traceToJudge } from './received';
import { twoPictures } from './two-pictures';
import { inASentence } from './who';

/** How exactly a picture is meant. */
export interface PictureOptions {
  /** By how much times may differ, in milliseconds; default 0. Needed on the real clock, if the picture says any time. */
  readonly within?: Ms;
}

const MOST_LISTED = 5;

type Args = readonly [picture: string, options?: PictureOptions];

/** Did the tasks of the picture run, at the times it says? See `LanesMatchers` for what it claims. */
export const toMatchTimeline = defineMatcher('toMatchTimeline', (received, [text, options = {}]: Args, { isNot }) => {
  if (typeof text !== 'string') throw expected('picture', 'a text', text, 'A line of it: `usegalaxy.org  |--900--|`.');
  checkOptions(options, { within: checkMs });
  const picture = readPicture(text);
  const trace = traceToJudge(received);
  if (options.within === undefined && trace.recording.clock === 'real' && picture.tasks.some(saysWhen))
    throw neverThen();
  const { within = 0 } = options;
  const pairs = comparePicture(picture, trace, within);
  const isOther = pairs.some((pair) => pair.expected === undefined || pair.received === undefined);
  if (isNot && isOther) throw notTheSameTasks(pairs);
  const different = pairs.filter(({ differences }) => differences.length > 0);
  return {
    pass: different.length === 0,
    actual: pairs.flatMap((pair) => pair.received ?? []),
    expected: picture.tasks,
    trace,
    words: () => ({
      expected: claimOf(picture, within, isNot),
      received: isNot ? `${pairs.length === 1 ? 'it is' : 'all are'} as in the picture` : inWords(different),
      drawing: twoPictures(pairs, isNot),
    }),
  };
});

function saysWhen({ begins, waited, ran }: PicturedTask): boolean {
  return [begins, waited, ran].some((said) => typeof said === 'number');
}

function claimOf({ tasks, isPartial }: Picture, within: Ms, isNot: boolean): string {
  const count = `${tasks.length} ${tasks.length === 1 ? 'task' : 'tasks'}${isNot ? ' not' : ''} as in the picture`;
  return `${count}${isPartial ? ', among others' : ''}${within === 0 ? '' : `, give or take ${within} ms`}`;
}

function inWords(different: readonly Pair[]): string {
  const lines = different.slice(0, MOST_LISTED).map((pair) => {
    const name = inASentence((pair.expected ?? pair.received)!.name);
    const [what, ...more] = pair.differences;
    if (pair.received === undefined || pair.expected === undefined) return `${what}: ${name}`;
    return `${name} ${[what, ...more].join('; ')}`;
  });
  const more = different.length - lines.length;
  return [...lines, ...(more > 0 ? [`and ${more} more`] : [])].join('\n');
}

function neverThen(): UsageError {
  return new UsageError(
    'This was recorded on the real clock, on which nothing happens at exactly the times of a picture.\n' +
      'Say by how much they may differ: `{ within: 20 }`; write `?` for what is not claimed; or run it inside `simulate`.',
  );
}

function notTheSameTasks(pairs: readonly Pair[]): UsageError {
  const others = pairs.filter((pair) => pair.expected === undefined || pair.received === undefined);
  return new UsageError(
    '`.not.toMatchTimeline` needs the tasks of the picture at other times, since it would pass for any other tasks too.\n' +
      `Received: ${inWords(others)}`,
  );
}
