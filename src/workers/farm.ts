import type * as JestWorkers from 'jest-worker';
import { bug } from '../errors';
import { CODE_CACHE, codeCacheOf } from '../references/code-cache';
import { laneFile } from '../references/lane-file';
import { natives } from '../time/natives';
import { LANE_MARK } from '../time/work/lane-mark';
import { Channel, type Sent } from './channel';
import { type FlatOrder, type FlatReply, flatOrder, fromFlatReply } from './flat';
import type { Instruction, LaneSettings, Reply } from './protocol';
import { type ProcessFiles, stdioWith } from './process-files';
import { type Exit, hearSpawns, type Spawned, watchSpawns } from './spawned';
import type { WorkerOptions } from './worker-options';

/** What kind of worker a lane has. */
export type WorkerKind = 'process' | 'thread';

/** How long a worker that is told to end may take, before it is ended by force. */
const GRACE_REAL_MS = 500;

type Farm = JestWorkers.Worker & {
  step(instruction: Sent<Instruction>): Promise<Sent<Reply>>;
  run(...order: FlatOrder): Promise<Sent<Reply> | FlatReply>;
};

/** One worker of jest-worker. */
export interface OneWorker {
  /** Of a process. */
  readonly pid: number | undefined;
  /** Resolves as soon as it has ended, whatever the reason. */
  readonly gone: Promise<Exit>;
  step(instruction: Instruction): Promise<Reply>;
  /** Calls a listener with each message it sends, in the middle of a step or between two, as jest-worker wraps it. */
  onMessage(listener: (message: unknown) => void): void;
  /** Ends it at once, whatever it does. */
  kill(): void;
  /** Has it end by itself, or ends it after a while; resolves when nothing is left of it. */
  end(): Promise<void>;
}

/**
 * Makes one worker. Loads jest-worker, which costs a test file some milliseconds, on first use.
 *
 * @param files - what a process shares with the pool.
 */
export function makeWorker(
  kind: WorkerKind,
  settings: LaneSettings,
  files: ProcessFiles | undefined,
  options: WorkerOptions,
): OneWorker {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- late
  const { Worker } = require('jest-worker') as typeof JestWorkers;
  let spawned: Spawned | undefined;
  const make = (): Farm =>
    new Worker(laneFile(), {
      exposedMethods: ['step', 'run'],
      numWorkers: 1,
      enableWorkerThreads: kind === 'thread',
      // By default a task whose worker crashes is run again, three times.
      maxRetries: 0,
      setupArgs: [settings],
      forkOptions: forkOptions(kind, settings, files, options),
      ...(options.resourceLimits === undefined ? {} : { resourceLimits: options.resourceLimits }),
    }) as Farm;
  const farm = watchSpawns(kind, (one) => (spawned = one), make);
  if (spawned === undefined) throw bug('jest-worker started no worker', { kind });
  // Nobody reads what a thread prints by other ways than ours; one that prints much would stand still.
  if (kind === 'thread') for (const stream of [farm.getStdout(), farm.getStderr()]) stream.resume();
  return new FarmedWorker(kind, farm, spawned, new Channel(files?.message));
}

/** What `fork`, and the constructor of a thread, are told. */
function forkOptions(
  kind: WorkerKind,
  { project }: LaneSettings,
  files: ProcessFiles | undefined,
  { execArgv, env }: WorkerOptions,
): object {
  const codeCache = codeCacheOf(project, laneFile());
  return {
    env: { ...process.env, ...env, [LANE_MARK]: kind, ...(codeCache === undefined ? {} : { [CODE_CACHE]: codeCache }) },
    serialization: 'json',
    ...(execArgv === undefined ? {} : { execArgv: [...execArgv] }),
    ...(files === undefined ? {} : { stdio: stdioWith(files) }),
  };
}

class FarmedWorker implements OneWorker {
  readonly gone: Promise<Exit>;
  #isOver = false;
  #ending: Promise<unknown> | undefined;
  #force: (() => void) | undefined;

  constructor(
    private readonly kind: WorkerKind,
    private readonly farm: Farm,
    private readonly spawned: Spawned,
    private readonly channel: Channel,
  ) {
    this.gone = spawned.gone;
    void this.gone.then(() => (this.#isOver = true));
    if (kind === 'process') spawned.whenGone = killHeir;
  }

  get pid(): number | undefined {
    return this.spawned.pid;
  }

  step(instruction: Instruction): Promise<Reply> {
    const order = flatOrder(instruction);
    const { channel, farm } = this;
    const replying = order === undefined ? farm.step(channel.sent(instruction)) : farm.run(...order);
    return replying.then((reply) => (isFlat(reply) ? fromFlatReply(reply) : channel.received(reply)));
  }

  onMessage(listener: (message: unknown) => void): void {
    this.spawned.onMessage(listener);
  }

  kill(): void {
    if (this.kind === 'process') return this.spawned.kill();
    // One that is ended behind jest-worker's back would be replaced by it.
    void this.#end();
    this.#force?.();
  }

  async end(): Promise<void> {
    // jest-worker has started another thread in the place of one that crashed.
    if (this.#isOver && this.kind === 'thread') this.kill();
    const force = natives.setTimeout(() => this.kill(), GRACE_REAL_MS);
    await this.#end();
    natives.clearTimeout(force);
  }

  /** jest-worker would force a worker by timers that may be virtual, or Jest's fakes: it is given none. */
  #end(): Promise<unknown> {
    if (this.#ending !== undefined) return this.#ending;
    const found = globalThis.setTimeout;
    globalThis.setTimeout = ((force: () => void) => void (this.#force = force)) as unknown as typeof setTimeout;
    try {
      this.#ending = this.farm.end();
    } finally {
      globalThis.setTimeout = found;
    }
    return this.#ending;
  }
}

function isFlat(reply: Sent<Reply> | FlatReply): reply is FlatReply {
  return Array.isArray(reply);
}

/**
 * jest-worker starts another process in the place of one that has ended with an exit code. Nobody wants that one, and it
 * may have ended the same way before it is killed: with options that Node does not know, each does.
 */
function killHeir(): void {
  const stop = hearSpawns('process', (heir) => {
    heir.whenGone = killHeir;
    // The very next microtask, when it has a number. Not `process.nextTick`, which Jest fakes.
    void Promise.resolve().then(() => heir.kill());
  });
  // Before anybody else starts a worker.
  void Promise.resolve().then(stop);
}
