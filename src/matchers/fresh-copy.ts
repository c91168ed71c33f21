import { basename } from 'node:path';
import { UsageError } from '../errors';
import { type MaybePromise, type OtherStage, type Outcome, type Unary, inOrder } from '../purity/stage';
import { definingHolder } from '../references/defining-holder';
import { type AnyFunction, holdersOf } from '../references/loaded-modules';
import { refuseMock, refuseMockedModules } from '../references/mocks';
import { referenceOfTask } from '../references/task';
import { testPath } from '../references/test-file';
import { originalOf } from '../trace/original';
import type { Voice } from './define-matcher';
import { withFreshModule } from './fresh-modules';

/**
 * A fresh copy of the module that exports the function, and of all that this one loads: without the state that the test
 * file has made in them.
 *
 * @returns nothing for a function that no module exports, or the test file alone, which is not loaded twice.
 */
export function freshCopy(fn: AnyFunction, equals: Voice['equals']): OtherStage | undefined {
  const own = originalOf(fn);
  const task = referenceOfTask(own);
  const holder = definingHolder(holdersOf(own).filter(({ module }) => module.filename !== testPath()));
  const home = task ?? (holder && { module: holder.module.filename, path: holder.path });
  if (home === undefined) return undefined;
  const isCopy = (found: unknown): boolean => task !== undefined || areCopies(found, own) === true;
  const file = basename(home.module);
  return {
    where: `in a fresh copy of ${file}`,
    equals: (a, b) => equals(a, b, [areCopies]),
    play: (_, inputs) => playCopy({ ...home, isCopy }, inputs),
    isExcused: () => holder !== undefined && isRefused(() => (refuseMock(own), refuseMockedModules(holder))),
    hint:
      `${file} keeps state, or an input is of a class that the fresh copy has anew. ` +
      '`{ reload: false }` leaves the copy out.',
  };
}

/** Where a copy of the function is to be found, and whether that is one: an export may be another function each time. */
interface Home {
  readonly module: string;
  readonly path: readonly string[];
  readonly isCopy: (found: unknown) => boolean;
}

/** All in one go, so that what the function requires when it is called is fresh too. */
function playCopy({ module, path, isCopy }: Home, inputs: readonly unknown[]): MaybePromise<Outcome[]> | undefined {
  return withFreshModule(module, (exports) => {
    const found = path.reduce<unknown>(
      (value, name) => (value as Record<string, unknown> | undefined)?.[name],
      exports,
    );
    return typeof found === 'function' && isCopy(found) ? inOrder.play(found as Unary, inputs) : undefined;
  });
}

/** Functions and symbols of two copies of a module are never the same; they are what is written the same. */
function areCopies(a: unknown, b: unknown): boolean | undefined {
  if (typeof a === 'symbol' && typeof b === 'symbol') return String(a) === String(b);
  if (typeof a !== 'function' || typeof b !== 'function') return undefined;
  return Function.prototype.toString.call(a) === Function.prototype.toString.call(b);
}

function isRefused(check: () => void): boolean {
  try {
    check();
    return false;
  } catch (error) {
    if (error instanceof UsageError) return true;
    throw error;
  }
}
