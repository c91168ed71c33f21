import { Worker } from 'node:worker_threads';

const LOOK_REAL_MS = 500;

/**
 * Ends this process when the one that started it is gone, even while a task spins: a thread looks after it.
 *
 * The channel to a parent that dies closes too, but a process that spins never gets to know.
 */
export function watchParent(): void {
  const { pid, ppid } = process;
  process.on('disconnect', () => process.exit(1));
  const code = `setInterval(() => { if (process.ppid !== ${ppid}) process.kill(${pid}, 'SIGKILL'); }, ${LOOK_REAL_MS})`;
  const limits = { maxOldGenerationSizeMb: 4, maxYoungGenerationSizeMb: 1 };
  new Worker(code, { eval: true, resourceLimits: limits, stdout: true, stderr: true, execArgv: [] }).unref();
}
