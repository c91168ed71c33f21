import type { ResourceLimits } from 'node:worker_threads';
import { expected } from '../errors';
import type { Ms } from '../time/duration';

/** How the workers of a pool run; everything has a default. */
export interface WorkerOptions {
  /**
   * How long a task may keep its worker in real time, in milliseconds, before the worker is ended and the task rejects
   * with {@link WorkerDied}; greater than 0. Default: four fifths of the test's own time limit; none where that is not
   * known. Each task of a chunk has it for itself. Waiting on the virtual clock takes none of it.
   */
  readonly taskTimeout?: Ms | undefined;
  /** What tasks print: `'capture'` (default) keeps it in `span.output`; `'pass'` also prints it, task by task. */
  readonly output?: 'capture' | 'pass' | undefined;
  /**
   * Has the first tasks, as many as the pool has lanes, wait for each other before they begin: proof that they run in
   * parallel, whatever time they take. Default false. They reject with a {@link UsageError} if fewer chunks than lanes
   * come, or if one of them cannot. Not for `apply`.
   */
  readonly rendezvous?: boolean | undefined;
  /** The memory of a thread: see Node's `worker_threads`. Threads only; a process takes `execArgv`. */
  readonly resourceLimits?: ResourceLimits | undefined;
  /** Node's own options for the workers, as `['--max-old-space-size=64']`. Default: those of this process. */
  readonly execArgv?: readonly string[] | undefined;
  /** Variables of the environment, on top of this process's. */
  readonly env?: Readonly<Record<string, string>> | undefined;
}

type Check = (what: string, value: unknown) => void;

const CHECKS: Readonly<Record<keyof WorkerOptions, Check>> = {
  taskTimeout: (what, value) => {
    if (typeof value !== 'number' || !(value > 0))
      throw expected(what, 'a number of milliseconds greater than 0', value);
  },
  output: (what, value) => {
    if (value !== 'capture' && value !== 'pass') throw expected(what, "'capture' or 'pass'", value);
  },
  rendezvous: (what, value) => {
    if (typeof value !== 'boolean') throw expected(what, 'true or false', value);
  },
  resourceLimits: checkObject('an object of limits, as `worker_threads` takes them'),
  execArgv: (what, value) => {
    const isTexts = Array.isArray(value) && value.every((one) => typeof one === 'string');
    if (!isTexts) throw expected(what, 'an array of texts', value);
  },
  env: (what, value) => {
    checkObject('an object of names and texts')(what, value);
    for (const [name, text] of Object.entries(value as object)) {
      if (typeof text !== 'string') throw expected(`${what}.${name}`, 'a text', text);
    }
  },
};

/**
 * Checks the options of a worker pool.
 *
 * @throws UsageError naming the option.
 */
export function checkWorkerOptions(kind: 'process' | 'thread', options: unknown): WorkerOptions {
  checkObject('an object')('options', options);
  const known = Object.keys(CHECKS).map((name) => `\`${name}\``);
  for (const [name, value] of Object.entries(options as object) as [keyof WorkerOptions, unknown][]) {
    const check = Object.hasOwn(CHECKS, name) ? CHECKS[name] : undefined;
    if (check === undefined) {
      throw expected('options', `made of ${known.join(', ')}`, options, `\`${name}\` is none of them.`);
    }
    if (value !== undefined) check(`options.${name}`, value);
  }
  const { resourceLimits } = options as WorkerOptions;
  if (kind === 'process' && resourceLimits !== undefined) {
    const advice = "Write `execArgv: ['--max-old-space-size=64']`: it is threads that have resource limits.";
    throw expected('options.resourceLimits', 'left out', resourceLimits, advice);
  }
  return options as WorkerOptions;
}

function checkObject(rule: string): Check {
  return (what, value) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) throw expected(what, rule, value);
  };
}
