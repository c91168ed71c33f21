import { legend } from '../timeline/legend';
import { OTHERS, type PicturedTask } from '../timeline/picture';
import { endOf, quoted, writePicture } from '../timeline/write-picture';
import type { Pair } from './compare-picture';

const MOST_LINES = 12;

/**
 * What was expected and what came, one above the other, to one scale, in the language of pictures: so that the lower one
 * can take the place of the upper one. Lines that differ are marked with `^`; of more than 12 those are kept first.
 */
export function twoPictures(pairs: readonly Pair[], areSame: boolean): string {
  const shown = excerptOf(pairs);
  const sides = areSame ? (['received'] as const) : (['expected', 'received'] as const);
  const tasks = shown.flatMap((pair) => (pair === OTHERS ? [] : sides.map((side) => pair[side]))).filter(isTask);
  const until = Math.max(...tasks.map(endOf));
  const margin = Math.max(...tasks.map(({ name }) => quoted(name).length));
  const linesOf = (side: 'expected' | 'received'): string[] =>
    shown.flatMap((pair) => {
      if (pair === OTHERS) return [`    ${OTHERS}`];
      const task = pair[side];
      const mark = pair.differences.length > 0 ? '^' : ' ';
      return task === undefined ? [] : writePicture([task], until, margin).map((line) => `  ${mark} ${line}`);
    });
  const meaning = legend(marksOf(tasks) + (areSame ? '' : '^'), 'differs');
  const [expected, received] = [linesOf('expected'), linesOf('received')];
  return [...(areSame ? [] : ['  Expected:', ...expected, '']), '  Received:', ...received, '', ...meaning].join('\n');
}

function isTask(task: PicturedTask | undefined): task is PicturedTask {
  return task !== undefined;
}

/** What the legend is to explain: the end marks, and the dots. */
function marksOf(tasks: readonly PicturedTask[]): string {
  return tasks.map(({ waited, end }) => (waited === undefined ? end : `.${end}`)).join('');
}

function excerptOf(pairs: readonly Pair[]): readonly (Pair | typeof OTHERS)[] {
  const differs = ({ differences }: Pair): boolean => differences.length > 0;
  const byNeed = [...pairs.filter(differs), ...pairs.filter((pair) => !differs(pair))];
  const kept = new Set(byNeed.slice(0, MOST_LINES));
  return pairs
    .map((pair) => (kept.has(pair) ? pair : OTHERS))
    .filter((one, i, all) => one !== OTHERS || all[i - 1] !== OTHERS);
}
