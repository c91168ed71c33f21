import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { FileLine, Line, RunLine } from '../handover/lines';
import { type FailureRecord, type RunRecord, SCHEMA, type SweepRecord } from '../handover/records';
import { linesOf } from './lines-of';

/** All that test files have handed over. Here `file` is the absolute path of the test file. */
export interface HandedOver {
  readonly runs: readonly RunRecord[];
  readonly sweeps: readonly SweepRecord[];
  /** By test file. */
  readonly workers: ReadonlyMap<string, FileLine>;
  /** How many runs were left out, by test file. */
  readonly runsLeftOut: ReadonlyMap<string, number>;
  /** How many lines could not be read: a process died while it wrote one. */
  readonly torn: number;
}

/** The most spans of a report: more no page can hold. The runs that come later keep their measures only. */
export const MOST_SPANS_OF_ALL = 200_000;

/** Reads what test files have handed over so far. Of processes that died there may be less. */
export function readRunFolder(folder: string): HandedOver {
  const reading = new Reading();
  for (const name of namesIn(folder)) for (const line of linesOf(join(folder, name))) reading.take(line);
  return reading.over();
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

class Reading {
  readonly #runs: RunLine[] = [];
  readonly #failures = new Map<string, FailureRecord[]>();
  readonly #sweeps: SweepRecord[] = [];
  readonly #workers = new Map<string, FileLine>();
  readonly #runsLeftOut = new Map<string, number>();
  #spans = 0;
  #torn = 0;

  take(text: string): void {
    let line: Line;
    try {
      line = JSON.parse(text) as Line;
    } catch {
      this.#torn += 1;
      return;
    }
    if ('schema' in line && line.schema !== SCHEMA) return;
    if (line.kind === 'file') this.#workers.set(line.file, line);
    if (line.kind === 'run') this.#takeRun(line);
    if (line.kind === 'sweep') this.#sweeps.push(withoutSchema(line));
    if (line.kind === 'left-out') this.#runsLeftOut.set(line.file, line.runs);
    if (line.kind !== 'failure') return;
    const key = keyOf(line);
    this.#failures.set(key, [...(this.#failures.get(key) ?? []), line.failure]);
  }

  over(): HandedOver {
    const runs = this.#runs.map((run): RunRecord => {
      return { ...withoutSchema(run), failures: this.#failures.get(keyOf(run)) ?? [] };
    });
    const [workers, runsLeftOut] = [this.#workers, this.#runsLeftOut];
    return { runs: runs.sort(byFile), sweeps: this.#sweeps.sort(byFile), workers, runsLeftOut, torn: this.#torn };
  }

  #takeRun(run: RunLine): void {
    const hasRoom = this.#spans + run.spans.length <= MOST_SPANS_OF_ALL;
    if (hasRoom) this.#spans += run.spans.length;
    this.#runs.push(hasRoom ? run : { ...run, spans: [], spansLeftOut: run.spansLeftOut + run.spans.length });
  }
}

function keyOf({ file, number }: { readonly file: string; readonly number: number }): string {
  return `${number} ${file}`;
}

function withoutSchema<T extends { readonly schema: number }>({ schema: _, ...rest }: T): Omit<T, 'schema'> {
  return rest;
}

/** By code units, so that it is the same everywhere. */
export function byFile(
  a: { readonly file: string; readonly number: number },
  b: { readonly file: string; readonly number: number },
): number {
  return a.file === b.file ? a.number - b.number : a.file < b.file ? -1 : 1;
}
