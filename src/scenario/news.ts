import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Pool } from '../pools/pool';
import type { Ms } from '../time/duration';
import { axisFor } from '../timeline/axis';
import { drawInFlight } from '../timeline/in-flight-row';
import { inFlight } from '../trace/in-flight';
import { JUDGED } from '../trace/judged';
import type { Run } from '../trace/run';
import type { Trace } from '../trace/trace';
import { nameOf } from './door';
import { jest } from './jest';

/** Where the reporter wants to hear of scenarios: a folder. It is told by files, since Jest passes on nothing else. */
export const NEWS_FOLDER = 'JEST_LANES_NEWS';

/** What the reporter is told of a scenario on one pool. */
export interface News {
  readonly file: string;
  /** The name of the Jest test. */
  readonly test: string;
  readonly pool: string;
  readonly simulatedMs: Ms;
  /** What the first of its runs took in real time, in milliseconds. */
  readonly realMs: Ms;
  /** How many were in flight, in a line of digits. */
  readonly inFlight: string;
}

const COLUMNS = 48;

/** Tells the reporter of a run, if one listens. */
export function told(pool: Pool, run: Run, realMs: Ms): void {
  const folder = process.env[NEWS_FOLDER];
  if (folder === undefined) return;
  const { testPath = '', currentTestName: test = '' } = jest().expect.getState();
  const drawing = drawn(judgedOf(run));
  const news: News = { file: testPath, test, pool: nameOf(pool), simulatedMs: run.elapsed, realMs, inFlight: drawing };
  appendFileSync(join(folder, `${process.pid}.jsonl`), `${JSON.stringify(news)}\n`);
}

/** The top-level spans; of several sources, which a matcher would refuse, all. */
function judgedOf(run: Run): Trace {
  try {
    return run[JUDGED]();
  } catch {
    return run.trace;
  }
}

function drawn({ spans }: Trace): string {
  if (spans.length === 0) return '';
  const window = { from: spans[0]!.startedAt, until: Math.max(...spans.map(({ endedAt }) => endedAt)) };
  return drawInFlight(inFlight(spans), axisFor(spans, window, COLUMNS));
}
