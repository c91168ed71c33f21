import type { ReportData } from '../handover/report-data';
import { suiteReport } from '../suite/suite-report';
import { suiteInWords } from '../suite/suite-words';
import type { Ms } from '../time/duration';

/** Of a suite that takes less nobody asks how it could take less. */
const LONG_SUITE_MS: Ms = 10_000;

/** How the workers of Jest were used, and how many are worth it; no lines for a suite that is soon over, or was stopped. */
export function suiteLines({ files, session }: ReportData): readonly string[] {
  if (session.interrupted || files.length < 2 || session.tookMs < LONG_SUITE_MS) return [];
  return suiteInWords(suiteReport(files, session)).split('\n');
}
