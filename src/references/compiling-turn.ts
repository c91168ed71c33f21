import { mkdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { natives } from '../time/natives';

const LOOK_EVERY_REAL_MS = 5;
/** Who shows no progress for so long may have been ended in the middle of it: a thread leaves no other trace. */
const STALE_REAL_MS = 2000;

/**
 * Of the workers of a project one compiles at a time, whoever comes first. The others wait, find what it has compiled,
 * and load no compiler: that takes longer than all else. What is compiled already nobody waits for.
 *
 * A file says whose turn it is. Where none can be written everybody compiles: that costs time, and nothing else.
 */
export class CompilingTurn {
  #isMine = false;
  #isKept = false;

  constructor(private readonly file: string) {}

  /** Waits until it is the turn of this worker, or until what it wants is there. */
  orThere<T>(there: () => T | undefined): T | undefined {
    let [stamp, since] = [this.#stamp(), natives.now()];
    while (!this.#take()) {
      const found = there();
      if (found !== undefined) return found;
      const next = this.#stamp();
      if (next !== stamp) [stamp, since] = [next, natives.now()];
      const isStale = !this.#isHolderAlive() || natives.now() - since > STALE_REAL_MS;
      if (isStale && !isRemoved(this.file)) return undefined;
      if (!isStale) natives.atomicsWait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, LOOK_EVERY_REAL_MS);
    }
    const found = there();
    if (found !== undefined && !this.#isKept) this.#end();
    return found;
  }

  /** Compiled one file; the turn goes on while more may follow. */
  compiled(): void {
    if (!this.#isKept) this.#end();
    else if (this.#isMine) touch(this.file);
  }

  /** Keeps the turn, once it has come, until some work is done. */
  async keptFor<T>(work: () => T | Promise<T>): Promise<T> {
    this.#isKept = true;
    try {
      return await work();
    } finally {
      this.#isKept = false;
      this.#end();
    }
  }

  #take(): boolean {
    if (this.#isMine) return true;
    try {
      mkdirSync(dirname(this.file), { recursive: true });
    } catch {
      return true;
    }
    try {
      writeFileSync(this.file, String(process.pid), { flag: 'wx' });
      this.#isMine = true;
      return true;
    } catch (error) {
      return (error as NodeJS.ErrnoException).code !== 'EEXIST';
    }
  }

  #end(): void {
    if (this.#isMine) rmSync(this.file, { force: true });
    this.#isMine = false;
  }

  #stamp(): number | undefined {
    try {
      return statSync(this.file).mtimeMs;
    } catch {
      return undefined;
    }
  }

  #isHolderAlive(): boolean {
    try {
      const pid = Number(readFileSync(this.file, 'utf8'));
      // It is there before its number is in it.
      return pid === 0 || process.kill(pid, 0);
    } catch (error) {
      return (error as NodeJS.ErrnoException).code !== 'ESRCH';
    }
  }
}

/** Not so in a folder of somebody else. */
function isRemoved(file: string): boolean {
  try {
    rmSync(file, { force: true });
    return true;
  } catch {
    return false;
  }
}

function touch(file: string): void {
  const now = natives.now() / 1000;
  try {
    utimesSync(file, now, now);
  } catch {
    // Somebody took it for stale: then two compile, and both write the same.
  }
}
