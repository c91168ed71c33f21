import { join } from 'node:path';
import { projectModules } from 'jest-lanes/references/project-modules';
import { referenceOf } from 'jest-lanes/references/reference-of';
import { startWorkerOf } from '../../with-worker';

let started: ReturnType<typeof startWorkerOf> | undefined;

const start = () => (started ??= startWorkerOf(projectModules())).worker;

/** Calls the function in a worker. */
export const inWorker = async (fn: (...args: any[]) => unknown, ...args: unknown[]): Promise<unknown> =>
  start().call(referenceOf(fn), ...args);

export const failureInWorker = async (fn: (...args: any[]) => unknown, ...args: unknown[]): Promise<any> =>
  start().failureOf(referenceOf(fn), ...args);

/** Where a reference leads to, from the project's folder. */
export function foundAt(fn: (...args: any[]) => unknown): string {
  const reference = referenceOf(fn);
  if (reference.kind !== 'export') return reference.kind;
  return `${reference.module.replace(join(__dirname, '../'), '')} ${reference.path.join('.')}`;
}

/** The message with which a function is refused. */
export function refusalOf(fn: unknown): string {
  try {
    referenceOf(fn as () => unknown);
  } catch (error) {
    return `${(error as Error).name}: ${(error as Error).message}`;
  }
  return 'not refused';
}

export const closeWorker = async (): Promise<void> => started?.end();
