import { UsageError } from '../errors';
import type { AnyFunction, Holder } from './loaded-modules';

/** Refuses a mock function, and an export that is spied on: its calls in a worker would be counted nowhere. */
export function refuseMock(fn: AnyFunction): void {
  const mock = fn as { _isMockFunction?: unknown; getMockName?(): string };
  if (mock._isMockFunction !== true) return;
  throw mocked(`\`${mock.getMockName?.() ?? fn.name}\` is a mock function`);
}

export function refuseMockedModules(_fn: AnyFunction, _holder: Holder): void {
  // to come
}

function mocked(fact: string): UsageError {
  return new UsageError(
    `Expected \`fn\` to be a function that a worker can be sent, but ${fact}, and mocks do not reach workers.\nCall the real function there, or test with \`asyncPool\` or \`serialPool\`, which run in this realm.`,
  );
}
