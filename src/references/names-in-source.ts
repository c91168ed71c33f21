import type { FreeVariable } from './free-variables';
import { sourceOf } from './requests';

/** An import of the test file, as its author wrote it. */
export interface Import {
  /** The name in the module: `default`, or `*` for all of it. */
  readonly imported: string;
  readonly local: string;
  readonly module: string;
}

/**
 * The names of captured variables as the author of the test file wrote them: compilers turn `fetchVersion` into
 * `fetch_version_1.fetchVersion` (TypeScript) or `_fetchVersion.default` (Babel, SWC).
 */
export function namesInSource(variables: readonly FreeVariable[], file: string): readonly string[] {
  const imports = importsOf(sourceOf(file));
  return [...new Set(variables.flatMap((variable) => namesOf(variable, imports)))];
}

/** The import under whose name a function goes, here or in its module. */
export function importedFrom(name: string, file: string): Import | undefined {
  return importsOf(sourceOf(file)).find(({ local, imported }) => name !== '' && (local === name || imported === name));
}

function namesOf({ name, members }: FreeVariable, imports: readonly Import[]): readonly string[] {
  const bindings = /^_|_\d+$/.test(name) ? imports.filter(({ module }) => isNamedAfter(name, module)) : [];
  if (bindings.length === 0) return [name];
  const all = bindings.find(({ imported }) => imported === '*');
  const used = members ?? bindings.map(({ imported }) => imported);
  return used.map((member) => (bindings.find(({ imported }) => imported === member) ?? all)?.local ?? member);
}

/** `fetch_version_1`, `_fetchVersion` and `_fetchversion` all stand for `./fetch-version`. */
function isNamedAfter(variable: string, module: string): boolean {
  const lettersOf = (text: string) => text.replaceAll(/[^a-z0-9]/gi, '').toLowerCase();
  const base = lettersOf(module.replace(/\.\w+$/, '').replace(/.*[\\/](?=.)/, ''));
  const stem = lettersOf(variable.replace(/_\d+$/, ''));
  return base !== '' && (stem === base || stem.replace(/\d+$/, '') === base || lettersOf(module) === stem);
}

function importsOf(source: string): readonly Import[] {
  const statements = source.matchAll(/^\s*import\s+(?!type\b)([^'";]+?)\s+from\s*['"]([^'"]+)['"]/gm);
  return [...statements].flatMap(([, clause, module]) => bindingsOf(clause!, module!));
}

function bindingsOf(clause: string, module: string): readonly Import[] {
  const [, own, all, named] = /^(?:([\w$]+)\s*,?\s*)?(?:\*\s*as\s+([\w$]+))?(?:\{([^}]*)\})?$/.exec(clause) ?? [];
  const bindings = (named ?? '')
    .split(',')
    .map((part) => /^\s*(?:type\s+)?([\w$]+)(?:\s+as\s+([\w$]+))?\s*$/.exec(part))
    .filter((match) => match !== null)
    .map(([, imported, local]) => ({ imported: imported!, local: local ?? imported!, module }));
  if (own !== undefined) bindings.push({ imported: 'default', local: own, module });
  if (all !== undefined) bindings.push({ imported: '*', local: all, module });
  return bindings;
}
