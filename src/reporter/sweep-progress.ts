import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Line, ProgressLine } from '../handover/lines';
import { placeOf } from '../handover/place';
import { natives } from '../time/natives';
import { pathFrom } from './file-records';
import type { Terminal } from './terminal';

const LOOK_EVERY_REAL_MS = 1000;
/** A sweep that takes less is over before anybody wonders; and so often one wants to hear of it. */
const TELL_EVERY_REAL_MS = 5000;

/**
 * Says how far long sweeps are, while somebody looks.
 *
 * @returns what stops it.
 */
export function watchSweeps(folder: string, rootDir: string, terminal: Terminal): () => void {
  if (!terminal.isWatched || !terminal.isOn) return () => undefined;
  const progress = new SweepProgress(folder);
  const timer = natives.setInterval(() => {
    // Jest keeps the lines it rewrites below whatever else is written.
    for (const line of progress.news()) terminal.write(`${inWords(line, rootDir)}\n`);
  }, LOOK_EVERY_REAL_MS);
  timer.unref();
  return () => natives.clearInterval(timer);
}

function inWords({ file, test, done, of, tookMs }: ProgressLine, rootDir: string): string {
  const place = placeOf({ file: pathFrom(rootDir, file), test });
  return `sweep ${place}: ${done} of ${of} sizes after ${Math.round(tookMs / 1000)} s`;
}

/** What has come to be known of sweeps since somebody asked last. */
export class SweepProgress {
  readonly #read = new Map<string, number>();
  readonly #told = new Map<string, number>();

  constructor(private readonly folder: string) {}

  /** The last word on each sweep that is not over, and that was not told of lately. */
  news(): readonly ProgressLine[] {
    const last = new Map<string, ProgressLine>();
    for (const line of this.#newLines()) last.set(`${line.file}\n${line.test}`, line);
    return [...last].flatMap(([sweep, line]) => {
      if (line.done === line.of || line.tookMs - (this.#told.get(sweep) ?? 0) < TELL_EVERY_REAL_MS) return [];
      this.#told.set(sweep, line.tookMs);
      return [line];
    });
  }

  #newLines(): readonly ProgressLine[] {
    return namesIn(this.folder).flatMap((name) => {
      const path = join(this.folder, name);
      const [from, size] = [this.#read.get(name) ?? 0, statSync(path).size];
      if (size <= from) return [];
      const text = readFileSync(path).subarray(from).toString('utf8');
      // What has no end yet is being written.
      const whole = text.slice(0, text.lastIndexOf('\n') + 1);
      this.#read.set(name, from + Buffer.byteLength(whole));
      return whole.split('\n').flatMap(progressOf);
    });
  }
}

function progressOf(text: string): readonly ProgressLine[] {
  if (!text.startsWith('{"kind":"progress"')) return [];
  const line = JSON.parse(text) as Line;
  return line.kind === 'progress' ? [line] : [];
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder).filter((name) => name.endsWith('.jsonl'));
  } catch {
    return [];
  }
}
