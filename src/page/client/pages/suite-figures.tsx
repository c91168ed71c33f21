import type { SuiteReport } from '../../../suite/suite-report';
import { type Figure, Figures } from '../parts/figures';
import type { JSX } from '../preact';
import { about, percent } from '../report/about';
import { visibleName } from '../report/visible';

/** What the run of Jest came to: how busy its workers were, on what, and which file it waited for. */
export function SuiteFigures({ facts }: { readonly facts: SuiteReport }): JSX.Element {
  const { wallMs, beforeMs, workers, utilisation, slowest, criticalPath } = facts;
  const figures: readonly Figure[] = [
    ['Wall time', about(wallMs), `${about(beforeMs)} before the first file began`],
    ['Utilisation', percent(utilisation), `of ${workers === 1 ? 'one worker' : `${workers} workers`}`],
    ...(slowest === undefined ? [] : [slowestOf(slowest)]),
    criticalPathOf(criticalPath),
  ];
  return (
    <>
      <Figures figures={figures} />
      <SpentOn facts={facts} />
    </>
  );
}

const NAMED = 3;

/** The longest of its files: they are what to shorten. The timeline shows them all. */
function criticalPathOf(path: SuiteReport['criticalPath']): Figure {
  const longest = [...path].sort((one, other) => other.tookMs - one.tookMs).slice(0, NAMED);
  const shown = path.filter((file) => longest.includes(file));
  const names = shown.map((file) => `${visibleName(file.path)} (${about(file.tookMs)})`);
  const rest = path.length - shown.length;
  return [
    'Critical path',
    path.length === 1 ? '1 file' : `${path.length} files`,
    `${names.join(', ')}${rest === 0 ? '' : ` and ${rest} shorter`}`,
  ];
}

function slowestOf({
  path,
  tookMs,
  share,
  dominatesFrom,
}: NonNullable<SuiteReport['slowest']>): readonly [string, string, string] {
  const decides = dominatesFrom === undefined ? '' : `; from ${dominatesFrom} workers on it alone decides`;
  return ['Slowest file', about(tookMs), `${visibleName(path)}, ${percent(share)} of the time${decides}`];
}

function SpentOn({ facts: { spentOn } }: { readonly facts: SuiteReport }): JSX.Element {
  const { startUpMs, loadMs, testsMs, restMs } = spentOn;
  const all = Math.max(startUpMs + loadMs + testsMs + restMs, 1);
  const parts = [
    ['starting up', startUpMs],
    ['loading', loadMs],
    ['tests', testsMs],
    ['the rest', restMs],
  ] as const;
  return <p>Workers spent {parts.map(([name, ms]) => `${percent(ms / all)} on ${name} (${about(ms)})`).join(', ')}.</p>;
}
