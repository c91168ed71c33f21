import type { FileLine } from '../handover/lines';
import type { InTest } from '../handover/records';
import { fileName } from '../handover/place';
import type { FileRecord, ReportData, Session } from '../handover/report-data';
import { coreUseOf } from '../suite/core-use';
import { type Owned, ownedBy } from './owners';
import { type FileHandover, type HandedOver, byFile } from './read-run-folder';
import { counted } from './run-words';

/** What is known of a session from either side. */
export interface Known {
  readonly rootDir: string;
  readonly session: Session;
  /** By Jest. */
  readonly files: readonly FileRecord[];
  /** By the test files. */
  readonly handedOver: HandedOver;
  /** Whether Jest ran all test files in its own process. */
  readonly isInBand: boolean;
}

/** What Jest told, and what the test files handed over, as one. */
export function reportDataOf({ rootDir, session, files, handedOver, isInBand }: Known): ReportData {
  const owned = ownedBy(files, handedOver.files, { rootDir, begunAt: session.startedAt });
  return {
    schema: 1,
    session: { ...session, ...coreUseOf(begunOf(owned)) },
    files: isInBand ? files : files.map((file) => withWorker(file, owned.get(file))),
    runs: recordsOf(owned, ({ runs }) => runs),
    sweeps: recordsOf(owned, ({ sweeps }) => sweeps),
    leftOut: leftOutOf(owned, handedOver.torn),
  };
}

function begunOf(owned: Owned): readonly FileLine[] {
  return [...owned.values()].flatMap(({ begun }) => begun ?? []);
}

/** The word of the worker itself counts more than what Jest lets one guess. */
function withWorker(file: FileRecord, handover: FileHandover | undefined): FileRecord {
  const worker = handover?.begun?.worker;
  return worker === undefined ? file : { ...file, worker };
}

function recordsOf<T extends InTest & { readonly number: number }>(
  owned: Owned,
  of: (handover: FileHandover) => readonly T[],
): readonly T[] {
  const all = [...owned].flatMap(([file, handover]) => {
    return of(handover).map((record) => ({ ...record, ...placeIn(file) }));
  });
  return all.sort(byFile);
}

function placeIn({ path, project }: FileRecord): Pick<InTest, 'file' | 'project'> {
  return { file: path, ...(project === undefined ? {} : { project }) };
}

function leftOutOf(owned: Owned, torn: number): readonly string[] {
  const spans = [...owned.values()].flatMap(({ runs }) => runs.map(({ spansLeftOut }) => spansLeftOut));
  const spansLeftOut = spans.reduce((sum, count) => sum + count, 0);
  return [
    ...[...owned].flatMap(([file, { runsLeftOut }]) =>
      runsLeftOut === 0 ? [] : [`${counted(runsLeftOut, 'run')} of ${fileName(placeIn(file))}`],
    ),
    ...(spansLeftOut === 0 ? [] : [`${counted(spansLeftOut, 'span')}; measures count them`]),
    ...(torn === 0 ? [] : [`${counted(torn, 'record')} that a process died over`]),
  ];
}
