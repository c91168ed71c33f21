import type { FileLine } from '../handover/lines';
import type { Session } from '../handover/report-data';

/**
 * What test files did with cores, told from what each said when it began: from one file of a thread to the next. What comes
 * before the first file of a worker, and its last file, nobody told.
 *
 * @returns nothing if no thread ran two files, or the system does not tell.
 */
export function coreUseOf(lines: readonly FileLine[]): Pick<Session, 'computing' | 'slowness'> {
  const last = new Map<string, FileLine>();
  let [ran, waited, passed] = [0, 0, 0];
  for (const line of [...lines].sort((a, b) => a.at - b.at)) {
    const thread = `${line.pid} ${line.isThread ? line.worker : 'main'}`;
    const before = last.get(thread);
    last.set(thread, line);
    if (before?.core === undefined || line.core === undefined) continue;
    ran += line.core.ranMs - before.core.ranMs;
    waited += line.core.waitedMs - before.core.waitedMs;
    passed += line.at - before.at;
  }
  if (passed <= 0 || ran <= 0) return {};
  // The instants are whole milliseconds, and another clock's.
  const own = Math.max(ran, passed - waited);
  return { computing: ran / own, slowness: (ran + waited) / ran };
}

/**
 * How many other processes can have wanted a core at most, if files had to wait for one just as long as they did.
 *
 * As many as want a core share the cores evenly, so each takes as many times longer as there are more of them than cores.
 *
 * @param inFlight - how many files ran at a time, on average.
 */
export function mostOthers(inFlight: number, cores: number, use: Pick<Session, 'computing' | 'slowness'>): number {
  const { computing, slowness } = use;
  if (computing === undefined || slowness === undefined) return Infinity;
  const stretched = computing * slowness;
  const wanting = (inFlight * stretched) / (stretched + 1 - computing);
  return Math.max(0, cores * slowness - wanting);
}
