import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { FileLine, Line, RunLine } from '../handover/lines';
import { type FailureRecord, type RunRecord, SCHEMA, type SweepRecord } from '../handover/records';
import { linesOf } from './lines-of';

/** All that test files have handed over. Here `file` is the absolute path of the test file. */
export interface HandedOver {
  /** In the order of processes, and of each in the order in which it ran them. */
  readonly files: readonly FileHandover[];
  /** How many lines could not be read: a process died while it wrote one. */
  readonly torn: number;
}

/** What one test file handed over when it was run once: projects may share one, and of one whose process died Jest tries again. */
export interface FileHandover {
  readonly file: string;
  /** Where and when it began; absent if it never said so. */
  readonly begun?: FileLine;
  /** In the order of their numbers. */
  readonly runs: readonly RunRecord[];
  readonly sweeps: readonly SweepRecord[];
  /** How many runs were left out. */
  readonly runsLeftOut: number;
}

/** The most spans of a report: more no page can hold. The runs that come later keep their measures only. */
export const MOST_SPANS_OF_ALL = 200_000;

/** Reads what test files have handed over so far. Of processes that died there may be less. */
export function readRunFolder(folder: string): HandedOver {
  const files: FileReading[] = [];
  let [torn, spans] = [0, 0];
  for (const name of namesIn(folder)) {
    let current: FileReading | undefined;
    for (const text of linesOf(join(folder, name))) {
      const line = parsed(text);
      if (line === undefined) torn += 1;
      if (line === undefined || ('schema' in line && line.schema !== SCHEMA)) continue;
      if (line.kind === 'file' || current?.file !== line.file) files.push((current = new FileReading(line.file)));
      spans += current.take(line, MOST_SPANS_OF_ALL - spans);
    }
  }
  return { files: files.map((file) => file.over()), torn };
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
      .filter((name) => name.endsWith('.jsonl'))
      .sort();
  } catch {
    // Somebody has swept up.
    return [];
  }
}

function parsed(text: string): Line | undefined {
  try {
    return JSON.parse(text) as Line;
  } catch {
    return undefined;
  }
}

class FileReading {
  #begun: FileLine | undefined;
  readonly #runs: RunLine[] = [];
  readonly #failures = new Map<number, FailureRecord[]>();
  readonly #sweeps: SweepRecord[] = [];
  #runsLeftOut = 0;

  constructor(readonly file: string) {}

  /** @returns how many spans it took, of those that there is room for. */
  take(line: Line, room: number): number {
    if (line.kind === 'file') this.#begun = line;
    if (line.kind === 'sweep') this.#sweeps.push(withoutSchema(line));
    if (line.kind === 'left-out') this.#runsLeftOut = line.runs;
    if (line.kind === 'failure') {
      this.#failures.set(line.number, [...(this.#failures.get(line.number) ?? []), line.failure]);
    }
    if (line.kind !== 'run') return 0;
    const hasRoom = line.spans.length <= room;
    this.#runs.push(hasRoom ? line : { ...line, spans: [], spansLeftOut: line.spansLeftOut + line.spans.length });
    return hasRoom ? line.spans.length : 0;
  }

  over(): FileHandover {
    const runs = this.#runs.map((run): RunRecord => {
      return { ...withoutSchema(run), failures: this.#failures.get(run.number) ?? [] };
    });
    return {
      file: this.file,
      ...(this.#begun === undefined ? {} : { begun: this.#begun }),
      runs: runs.sort(byFile),
      sweeps: this.#sweeps.sort(byFile),
      runsLeftOut: this.#runsLeftOut,
    };
  }
}

function withoutSchema<T extends { readonly schema: number }>({ schema: _, ...rest }: T): Omit<T, 'schema'> {
  return rest;
}

type Numbered = Pick<RunRecord, 'file' | 'project' | 'number'>;

/** By file, by project and by number; names by code units, so that it is the same everywhere. */
export function byFile(a: Numbered, b: Numbered): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1;
  const [one, other] = [a.project ?? '', b.project ?? ''];
  return one === other ? a.number - b.number : one < other ? -1 : 1;
}
