import { foldersOf } from '../references/folders-of-task';
import { projectModules } from '../references/project-modules';
import type { Allowance } from './allowance';
import { answerQuestionsOf } from './answering';
import { makeWorker, type OneWorker } from './farm';
import { guard, unguard } from './guard';
import type { LaneFacts } from './lane-facts';
import { LastWordsBook } from './last-words';
import { closeProcessFiles, openProcessFiles, type ProcessFiles } from './process-files';
import type { Instruction, Reply } from './protocol';
import { makeSlot } from './slot';
import type { Exit } from './spawned';
import type { Ending } from './worker-died';

const STDERR_CHARACTERS = 2000;

/** One worker of a lane, from its start to its end. */
export class LaneWorker {
  /** Resolves to how it ended, as soon as it has. */
  readonly ending: Promise<Ending>;
  readonly #files: ProcessFiles | undefined;
  readonly #words: LastWordsBook;
  #stopAnswering: (() => void) | undefined;
  readonly #worker: OneWorker;
  #killedFor: string | undefined;
  #isGone = false;
  /** Whether it will ask of folders, and has asked of none so far. */
  #asksForFolders: boolean;
  /** Rejects the step under way: a race of each step against one long promise would keep them all. */
  #failStep: ((ending: Ending) => void) | undefined;
  #stopAllowance: (() => void) | undefined;

  constructor({ kind, options }: LaneFacts) {
    const project = projectModules();
    this.#asksForFolders = project.kind !== 'node';
    this.#files = kind === 'process' ? openProcessFiles() : undefined;
    const slot = makeSlot(this.#files);
    this.#words = new LastWordsBook(slot.here, this.#files);
    try {
      this.#worker = makeWorker(kind, { project, slot: slot.there }, this.#files, options);
    } catch (error) {
      this.#closeFiles();
      throw error;
    }
    this.#stopAnswering = answerQuestionsOf(this.#worker, slot.here);
    const { pid } = this.#worker;
    if (pid !== undefined) guard(pid);
    this.ending = this.#worker.gone.then((exit) => this.#endingOf(exit));
    void this.ending.then((ending) => {
      const fail = this.#failStep;
      this.#stepIsOver();
      fail?.(ending);
    });
  }

  /** Whether its end has been asked for. */
  get isDoomed(): boolean {
    return this.#killedFor !== undefined;
  }

  /**
   * @param allowance - what is left of the task's time; a worker that uses it up is killed.
   * @throws Ending, if it dies before it has taken the step.
   */
  step(instruction: Instruction, allowance: Allowance | undefined): Promise<Reply> {
    if (isBeginning(instruction)) this.#words.forgetReach();
    const stop = allowance?.start(() => this.kill(allowance.reasonIf(this.#hasBegun)));
    return new Promise((resolve, reject) => {
      this.#failStep = reject;
      this.#stopAllowance = stop;
      // If it did not die of what jest-worker could not do, it is of no use any more.
      const failed = (error: unknown): void => this.kill(`jest-worker failed: ${(error as Error).message}`);
      this.#worker.step(this.#withFolders(instruction)).then((reply) => {
        this.#stepIsOver();
        resolve(reply);
      }, failed);
    });
  }

  /** Ends it at once, whatever it does; the step under way rejects. */
  kill(reason: string): void {
    if (this.#isGone) return;
    this.#killedFor ??= reason;
    this.#worker.kill();
  }

  /** Has it end by itself; resolves when nothing is left of it. */
  async end(): Promise<void> {
    await this.#worker.end();
    await this.ending;
    this.#closeFiles();
  }

  /** While the worker starts there is nothing else to do here: so what it would read of folders is read for it. */
  #withFolders(instruction: Instruction): Instruction {
    if (instruction.do !== 'load' || !this.#asksForFolders) return instruction;
    this.#asksForFolders = false;
    return { ...instruction, folders: foldersOf(instruction.reference) };
  }

  #stepIsOver(): void {
    this.#failStep = undefined;
    this.#stopAllowance?.();
    this.#stopAllowance = undefined;
  }

  /** Whether it may have begun a task since it was told of a clock. */
  get #hasBegun(): boolean {
    return this.#words.read().reach !== undefined;
  }

  #closeFiles(): void {
    this.#stopAnswering?.();
    if (this.#files !== undefined) closeProcessFiles(this.#files);
  }

  #endingOf({ exitCode, signal, error }: Exit): Ending {
    this.#isGone = true;
    const { pid } = this.#worker;
    if (pid !== undefined) unguard(pid);
    const { uncaught, task, stderr = '', reach } = this.#words.read();
    const ofNode = this.#words.stderrOfNode();
    const reason = this.#killedFor ?? reasonIn(error, ofNode);
    return {
      pid,
      signal,
      exitCode: this.#killedFor === undefined ? exitCode : undefined,
      reason,
      // Of an error that nobody caught Node writes what is known already.
      stderr: (uncaught === undefined ? stderr + ofNode : stderr).slice(-STDERR_CHARACTERS),
      uncaught,
      ranTask: task,
      reach,
    };
  }
}

function isBeginning(instruction: Instruction): boolean {
  return instruction.do === 'begin' || (instruction.do === 'load' && instruction.begin !== undefined);
}

/** @param stderr - what Node wrote as it died; what tasks print is not among it. */
function reasonIn(error: (Error & { code?: unknown }) | undefined, stderr: string): string | undefined {
  const isOutOfMemory = error?.code === 'ERR_WORKER_OUT_OF_MEMORY' || /^FATAL ERROR: .*\bout of memory$/im.test(stderr);
  if (isOutOfMemory) return 'out of memory';
  return error === undefined ? undefined : `${error.name}: ${error.message}`;
}
