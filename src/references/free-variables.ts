import type * as Babel from '@babel/core';
import { requireOutside } from '../outside';

/** A name that a function takes from around it. */
export interface FreeVariable {
  readonly name: string;
  /** The members that are read of it, if it is used in no other way: `['fetchVersion']` of `x.fetchVersion(…)`. */
  readonly members: readonly string[] | undefined;
}

/** How a function's source is written: whole, or as the member of an object. */
export type Form = 'expression' | 'member';

export interface Analysis {
  readonly form: Form;
  readonly variables: readonly FreeVariable[];
}

/**
 * What a function takes from around it, told by its source; in alphabetical order, and with `this`, `super`,
 * `arguments`, `new.target` and `import.meta` where an arrow function or a method has them from outside.
 *
 * @returns nothing if the source is no JavaScript by itself, as that of a private method.
 */
export function freeVariables(source: string): Analysis | undefined {
  const babel = requireOutside('@babel/core') as typeof Babel;
  for (const [form, code] of [
    ['expression', `(${source}\n)`],
    ['member', `({${source}\n})`],
  ] as const) {
    const ast = parsed(babel, code);
    if (ast !== undefined) return { form, variables: variablesOf(babel, ast) };
  }
  return undefined;
}

function parsed(babel: typeof Babel, code: string): Babel.types.File | undefined {
  const options = { configFile: false, babelrc: false, browserslistConfigFile: false, code: false } as const;
  for (const sourceType of ['script', 'module'] as const) {
    try {
      return babel.parseSync(code, { ...options, sourceType }) as Babel.types.File;
    } catch {
      // The next form may be the right one.
    }
  }
  return undefined;
}

function variablesOf({ traverse }: typeof Babel, ast: Babel.types.File): readonly FreeVariable[] {
  const uses = new Map<string, Set<string | undefined>>();
  const note = (name: string, member?: string) => uses.set(name, (uses.get(name) ?? new Set()).add(member));
  traverse(ast, {
    Program: ({ scope }) => {
      const { globals } = scope as unknown as { globals: Readonly<Record<string, unknown>> };
      for (const name of Object.keys(globals)) if (name !== 'arguments') uses.set(name, new Set());
    },
    Identifier: (path) => {
      const { name } = path.node;
      if (name === 'arguments' && path.isReferencedIdentifier() && isFromOutside(path)) note(name);
      if (uses.has(name) && path.isReferencedIdentifier() && !path.scope.hasBinding(name, true)) {
        note(name, memberRead(path));
      }
    },
    ThisExpression: (path) => {
      if (isFromOutside(path)) note('this');
    },
    Super: (path) => {
      if (isSuperFromOutside(path)) note('super');
    },
    MetaProperty: (path) => {
      const name = `${path.node.meta.name}.${path.node.property.name}`;
      if (name === 'import.meta' || isFromOutside(path)) note(name);
    },
  });
  return [...uses]
    .map(([name, members]) => ({ name, members: namedOnly(members) }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** The name of the member, where a variable is used to read one: `x` in `x.name`. */
function memberRead({ node, parent }: Babel.NodePath): string | undefined {
  if (parent.type !== 'MemberExpression' || parent.object !== node) return undefined;
  if (!parent.computed && parent.property.type === 'Identifier') return parent.property.name;
  return parent.property.type === 'StringLiteral' ? parent.property.value : undefined;
}

function namedOnly(members: ReadonlySet<string | undefined>): readonly string[] | undefined {
  const names = [...members].filter((name) => name !== undefined);
  return names.length === 0 || names.length < members.size ? undefined : names;
}

/** Whether `this` and its like are not those of a function inside the source. */
function isFromOutside(path: Babel.NodePath): boolean {
  const owner = path.findParent(
    (parent) =>
      (parent.isFunction() && !parent.isArrowFunctionExpression()) ||
      parent.isClassProperty() ||
      parent.isStaticBlock(),
  );
  return owner === null;
}

/** Whether `super` is that of the object or class the method was written in. */
function isSuperFromOutside(path: Babel.NodePath): boolean {
  const owner = path.findParent((parent) => parent.isObjectMethod() || parent.isClass());
  return owner === null || (owner.isObjectMethod() && owner.getFunctionParent() === null);
}
