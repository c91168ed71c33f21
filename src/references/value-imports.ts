import type * as Babel from '@babel/core';
import { requireOutside } from '../outside';

/**
 * What a module imports for its values, and so loads when it is loaded itself; imports of types leave nothing behind.
 *
 * @returns nothing for a source that is neither JavaScript nor TypeScript.
 */
export function valueImports(source: string, file: string): ReadonlySet<string> | undefined {
  const babel = requireOutside('@babel/core') as typeof Babel;
  const ast = parsed(babel, source, file);
  if (ast === undefined) return undefined;
  const requests = new Set<string>();
  babel.traverse(ast, {
    ImportDeclaration: (path) => {
      if (isForValues(path)) requests.add(path.node.source.value);
    },
    ExportNamedDeclaration: ({ node }) => {
      if (node.exportKind !== 'type' && node.source) requests.add(node.source.value);
    },
    ExportAllDeclaration: ({ node }) => {
      if (node.exportKind !== 'type') requests.add(node.source.value);
    },
    CallExpression: (path) => {
      const [request] = path.node.arguments;
      const isRequire = path.get('callee').isIdentifier({ name: 'require' }) && path.getFunctionParent() === null;
      if (isRequire && request?.type === 'StringLiteral') requests.add(request.value);
    },
  });
  return requests;
}

function parsed(babel: typeof Babel, source: string, file: string): Babel.types.File | undefined {
  const plugins = [
    'decorators-legacy',
    /\.[cm]?tsx?$/.test(file) ? 'typescript' : 'flow',
    ...(/\.[cm]?ts$/.test(file) ? [] : ['jsx']),
  ] as Babel.ParserOptions['plugins'];
  try {
    const options = { configFile: false, babelrc: false, sourceType: 'unambiguous' } as const;
    return babel.parseSync(source, { ...options, parserOpts: { plugins: plugins! } }) as Babel.types.File;
  } catch {
    return undefined;
  }
}

/** By the rule of compilers that drop imports: one that names nothing, or a name that is used outside of types. */
function isForValues(path: Babel.NodePath<Babel.types.ImportDeclaration>): boolean {
  if (path.node.importKind === 'type') return false;
  if (path.node.specifiers.length === 0) return true;
  return path.node.specifiers.some((specifier) => {
    if ('importKind' in specifier && specifier.importKind === 'type') return false;
    return (
      path.scope.getBinding(specifier.local.name)?.referencePaths.some((reference) => !isInType(reference)) === true
    );
  });
}

function isInType({ parentPath }: Babel.NodePath): boolean {
  const parent = parentPath?.findParent((outer) => !outer.isTSQualifiedName()) ?? null;
  const nearest = parentPath?.isTSQualifiedName() === true ? parent : parentPath;
  return nearest?.isTSType() === true || nearest?.isTSExpressionWithTypeArguments() === true;
}
