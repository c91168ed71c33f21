import { expected, type UsageError } from '../errors';
import { helperFor, isCompilerName } from './inserted-names';
import { type FreeVariable, type Form, freeVariables } from './free-variables';
import { nodeGlobals } from './globals';
import { type AnyFunction, isEsModule, loadedModules } from './loaded-modules';
import { type Import, importedFrom, namesInSource } from './names-in-source';
import type { HelperSource, SourceReference } from './task-reference';

const RULE = 'a function that a worker can be sent';
const TO_MODULE = 'Move the function to a module and import it';

/** Given to every function by its source, as its own file gives it. */
const GIVEN = new Set(['require', '__filename', '__dirname', 'undefined']);

/**
 * A function by its source.
 *
 * @param file - where it is written.
 * @throws UsageError naming what it takes from around it, in its author's words, or why it has no source to send.
 */
export function sourceReference(fn: AnyFunction, file: string): SourceReference {
  const source = Function.prototype.toString.call(fn);
  if (/\{\s*\[native code\]\s*\}$/.test(source)) throw unsendable(fn, 'It is bound or native, and so has no source.');
  if (/^class\b/.test(source)) {
    throw unsendable(
      fn,
      'It is a class: a task is called without `new`.',
      'Write `(input) => new Name(input)` in a module',
    );
  }
  const analysis = freeVariables(source);
  if (analysis === undefined) throw unsendable(fn, 'Its source is no JavaScript by itself.');
  const { helpers, captured } = sorted(analysis.variables, file);
  const origin = captured.length === 0 ? undefined : importedFrom(fn.name, file);
  if (origin !== undefined) throw notFound(fn, origin, file);
  if (captured.length > 0) throw captures(fn, captured, file);
  const strict = Object.hasOwn(fn, 'arguments') ? '' : "'use strict'; ";
  return { kind: 'source', name: fn.name, code: `${strict}return ${codeOf(source, analysis.form)};`, file, helpers };
}

function codeOf(source: string, form: Form): string {
  if (form === 'expression') return `(${source}\n)`;
  return `(({ value, get, set }) => value ?? get ?? set)(Object.values(Object.getOwnPropertyDescriptors({${source}\n}))[0])`;
}

function sorted(variables: readonly FreeVariable[], file: string) {
  const inNode = nodeGlobals();
  const helpers: Record<string, HelperSource> = {};
  const captured: FreeVariable[] = [];
  for (const variable of variables) {
    if (GIVEN.has(variable.name) || variable.name in inNode) continue;
    const helper = helperFor(variable, file);
    if (helper === undefined) captured.push(variable);
    else helpers[variable.name] = helper;
  }
  return { helpers, captured };
}

function captures(fn: AnyFunction, captured: readonly FreeVariable[], file: string): UsageError {
  const names = namesInSource(captured, file);
  const own = names.filter((name) => !isCompilerName(name));
  if (own.length === 0) {
    const why = `Its compiled source calls ${listed(names)}, which the compiler put into the test file.`;
    return unsendable(fn, why, `${TO_MODULE}, or let the transform compile for the Node that runs it`);
  }
  const why = `A function that no worker can import is sent by its source, and this one captures ${listed(own)}.`;
  return unsendable(
    fn,
    why,
    `Pass ${own.length === 1 ? 'it' : 'them'} in with the input, or move the function to a module and import it`,
  );
}

/** Imported, and yet no module that Jest tells of holds it: before Jest 30.5 that is so of every ES module. */
function notFound(fn: AnyFunction, { module, imported }: Import, file: string): UsageError {
  const isNative = !isRequired(file);
  const isOwn = module.startsWith('.');
  const path = isNative ? `new URL('${module}', import.meta.url)` : `require.resolve('${module}')`;
  const name = imported === 'default' ? '' : `, '${imported}'`;
  const why = `The test file imports it from '${module}', but no module that Jest has loaded is known to export it.`;
  return unsendable(fn, why, `Name it by hand: \`task(${isOwn ? path : `'${module}'`}${name})\``);
}

/** Whether Jest has the test file among its CommonJS modules. */
const isRequired = (file: string): boolean =>
  loadedModules().some((module) => module.filename === file && !isEsModule(module));

const listed = (names: readonly string[]): string =>
  new Intl.ListFormat('en', { type: 'conjunction' }).format(names.map((name) => `\`${name}\``));

function unsendable(fn: AnyFunction, why: string, advice = TO_MODULE): UsageError {
  return expected('fn', RULE, fn, `${why}\n${advice}.`);
}
