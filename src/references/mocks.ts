import { relative } from 'node:path';
import { UsageError } from '../errors';
import { modulesBelow } from './defining-holder';
import { type AnyFunction, type Holder, type LoadedModule, holdersOf } from './loaded-modules';
import { mockedImportOf } from './mocked-imports';

/** Refuses a mock function, and so an export that is spied on: what it replaces, a worker would call. */
export function refuseMock(fn: AnyFunction): void {
  if (!isMock(fn)) return;
  const [holder] = holdersOf(fn).filter(({ path }) => path.length > 0);
  if (holder !== undefined) {
    throw mocked(`\`${holder.path.join('.')}\` of ${named(holder.module)} is a mock function, as spying makes one`);
  }
  throw mocked(`\`${nameOfMock(fn)}\` is a mock function`);
}

/**
 * Refuses a function whose modules are not those that a worker would load: one of them is mocked, or spied on.
 *
 * Looks at its own module and at all that this one loaded, as far as they are the project's own; what packages import
 * from each other is not looked at.
 */
export function refuseMockedModules({ module }: Holder): void {
  const own = [...modulesBelow(module)].filter(({ filename }) => !/[\\/]node_modules[\\/]/.test(filename));
  for (const each of own) {
    const spied = spiedExportOf(each);
    if (spied !== undefined) throw mocked(`\`${spied}\` of ${named(each)} is spied on`);
  }
  for (const each of own) {
    const request = mockedImportOf(each);
    if (request !== undefined) throw mocked(`\`${request}\`, which ${named(each)} imports, is mocked here`);
  }
}

/** The name that the user gave it, else the one that it took over, as automock has it. */
function nameOfMock(fn: AnyFunction): string {
  const given = (fn as unknown as { getMockName?: () => string }).getMockName?.call(fn) ?? UNNAMED;
  return given === UNNAMED && fn.name !== 'mockConstructor' ? fn.name : given;
}

/** What Jest calls a mock that nobody has given a name. */
const UNNAMED = 'jest.fn()';

const isMock = (value: unknown): boolean =>
  typeof value === 'function' && (value as { _isMockFunction?: unknown })._isMockFunction === true;

/** The name of an export that is a mock function by now. */
function spiedExportOf({ exports }: LoadedModule): string | undefined {
  if ((typeof exports !== 'object' && typeof exports !== 'function') || exports === null) return undefined;
  const members = Object.entries(Object.getOwnPropertyDescriptors(exports));
  return members.find(([, { value }]) => isMock(value))?.[0];
}

const named = ({ filename }: LoadedModule): string => relative(process.cwd(), filename);

function mocked(fact: string): UsageError {
  return new UsageError(
    `Expected \`fn\` to be a function that a worker can be sent, but ${fact}, and mocks do not reach workers.\nTest it with \`asyncPool\` or \`serialPool\`, which call it in this realm, or without the mock.`,
  );
}
