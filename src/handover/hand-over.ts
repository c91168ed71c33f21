import { shared } from '../realm';
import { natives } from '../time/natives';
import { testAround } from '../time/test-around';
import {
  type EndedRun,
  type EndedSweep,
  type FailedClaim,
  type Listener,
  type SweepProgress,
  partUnderWay,
} from '../trace/listener';
import type { Recording } from '../trace/trace';
import type { Line } from './lines';
import { type InTest, SCHEMA } from './records';
import { writeLine } from './run-folder';
import { MOST_SPANS, type Extent, runFacts } from './run-record';
import { shortened } from './short-text';

/** The most that one run may take, and the most that one test file may, in bytes. */
const MOST_RUN_BYTES = 8 * 1024 ** 2;
const MOST_FILE_BYTES = 32 * 1024 ** 2;
/** Without values; with a label and a path of 200 characters each it is about the larger one. */
const SMALLEST_SPAN_BYTES = 100;
const LARGEST_SPAN_BYTES = 1000;
const MOST_MESSAGE_CHARACTERS = 20_000;

/** What Jest's `expect.getState()` says of the test that runs. */
export interface TestState {
  readonly testPath?: string | undefined;
  readonly currentTestName?: string | undefined;
  readonly currentConcurrentTestName?: (() => string | undefined) | undefined;
}

/** What has been handed over of this test file; every copy of jest-lanes in it counts together. */
const soFar = shared('handed-over', () => ({
  runs: 0,
  sweeps: 0,
  bytes: 0,
  runsLeftOut: 0,
  sweepUnderWay: undefined as number | undefined,
  numbers: new WeakMap<Recording, number>(),
  early: new WeakMap<Recording, FailedClaim[]>(),
}));

/** Writes down what runs in a test file for the reporter, which is another process. */
export class HandOver implements Listener {
  /** @param state - asks Jest which test runs. */
  constructor(
    private readonly folder: string,
    private readonly state: () => TestState,
  ) {}

  runs(): (end: EndedRun) => void {
    // Asked now: a run that is abandoned ends when its test is over.
    const [where, scenario, sweep] = [this.#here(), partUnderWay(), soFar.sweepUnderWay];
    return (end) => {
      const { recording } = end.trace;
      const number = soFar.runs++;
      soFar.numbers.set(recording, number);
      const about = { ...where, number, ...(scenario && { scenario }), ...(sweep === undefined ? {} : { sweep }) };
      if (!this.#writeRun(about, end)) this.#leaveOut(where.file);
      for (const claim of soFar.early.get(recording) ?? []) this.#writeFailure(where.file, number, claim);
      soFar.early.delete(recording);
    };
  }

  sweeps(): SweepProgress {
    const [where, begun, number] = [this.#here(), natives.now(), soFar.sweeps++];
    soFar.sweepUnderWay = number;
    return {
      ran: (size, done, of) => {
        const { file, test } = where;
        this.#write({ kind: 'progress', file, test, size, done, of, tookMs: natives.now() - begun });
      },
      ended: (sweep) => {
        soFar.sweepUnderWay = undefined;
        if (sweep !== undefined) this.#write({ kind: 'sweep', schema: SCHEMA, ...where, number, ...recordOf(sweep) });
      },
    };
  }

  failed(recording: Recording, claim: FailedClaim): void {
    const number = soFar.numbers.get(recording);
    if (number !== undefined) this.#writeFailure(this.#here().file, number, claim);
    else soFar.early.set(recording, [...(soFar.early.get(recording) ?? []), claim]);
  }

  fileOver(): void {
    if (soFar.runsLeftOut > 1) this.#write({ kind: 'left-out', file: this.#here().file, runs: soFar.runsLeftOut });
  }

  #here(): InTest {
    const { testPath = '', currentTestName, currentConcurrentTestName } = this.state();
    const test = currentConcurrentTestName?.() ?? currentTestName ?? '';
    return { file: testPath, test, retry: testAround.retry };
  }

  /** Writes as much of a run as there is room for; false if there is none. */
  #writeRun(about: InTest & { readonly number: number }, end: EndedRun): boolean {
    const room = Math.min(MOST_RUN_BYTES, MOST_FILE_BYTES - soFar.bytes);
    for (const extent of extents(end.trace.length, room)) {
      const line: Line = { kind: 'run', schema: SCHEMA, ...about, ...runFacts(end, extent) };
      const text = JSON.stringify(line);
      if (Buffer.byteLength(text) > room) continue;
      this.#writeText(text);
      return true;
    }
    return false;
  }

  #writeFailure(file: string, number: number, claim: FailedClaim): void {
    const failure = { ...claim, message: shortened(claim.message, MOST_MESSAGE_CHARACTERS) };
    this.#write({ kind: 'failure', file, number, failure });
  }

  #leaveOut(file: string): void {
    soFar.runsLeftOut += 1;
    // The first is said at once, in case this process never comes to say how many it was.
    if (soFar.runsLeftOut === 1) this.#write({ kind: 'left-out', file, runs: 1 });
  }

  #write(line: Line): void {
    this.#writeText(JSON.stringify(line));
  }

  #writeText(text: string): void {
    try {
      soFar.bytes += writeLine(this.folder, text);
    } catch {
      // The folder has gone with whoever listened, or the disk is full; the test is not concerned.
    }
  }
}

/** Less and less of a run: first without values, then as many spans as surely fit, at last its measures only. */
function* extents(spans: number, room: number): Iterable<Extent> {
  const all = Math.min(spans, MOST_SPANS);
  if (all * SMALLEST_SPAN_BYTES <= room) {
    yield { spans: MOST_SPANS, withValues: true };
    yield { spans: MOST_SPANS, withValues: false };
  }
  yield { spans: Math.min(MOST_SPANS, Math.floor(room / LARGEST_SPAN_BYTES)), withValues: false };
  yield { spans: 0, withValues: false };
}

function recordOf({ rows, levelsOffAt, advice }: EndedSweep) {
  return {
    rows: rows.map(({ elapsed, ...row }) => ({ ...row, elapsedMs: elapsed })),
    ...(levelsOffAt === undefined ? {} : { levelsOffAt }),
    advice,
  };
}
