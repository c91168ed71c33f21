import ts from 'typescript';

/** The names an example may use without importing them. */
export type Scope = Readonly<Record<string, unknown>>;

const TARGET = {
  module: ts.ModuleKind.CommonJS,
  target: ts.ScriptTarget.ES2022,
  esModuleInterop: true,
} satisfies ts.CompilerOptions;

/**
 * Runs an example. `expression // => value` is a claim: the two must be equal.
 *
 * @returns when it has run; one that calls `test` has registered its tests at once, as a test file does.
 */
export function runExample(code: string, scope: Scope): Promise<void> | undefined {
  const { outputText } = ts.transpileModule(asModule(withClaims(code)), { compilerOptions: TARGET });
  const registers = /\btest\(/.test(code);
  // Braces, so that the example may declare a name that is in scope.
  const body = registers ? `{ ${outputText} }` : `return (async () => { ${outputText} })()`;
  const names = Object.entries({ exports: {}, ...scope }).filter(([name]) => name !== 'default');
  // eslint-disable-next-line @typescript-eslint/no-implied-eval -- the docs are code, and this runs them
  const run = new Function(...names.map(([name]) => name), body) as (...values: unknown[]) => Promise<void> | undefined;
  return run(...names.map(([, value]) => value));
}

/** Only in a module may `await` stand at the top. */
function asModule(code: string): string {
  return `${code}\nexport {};`;
}

interface Claim {
  readonly expression: ts.Node;
  readonly value: string;
}

function withClaims(code: string): string {
  const claims = claimsOf(code);
  if (claims.length !== code.split('// =>').length - 1) throw new Error(`A \`// =>\` follows no expression:\n${code}`);
  return claims.reduceRight(
    (text, { expression, value }) =>
      `${text.slice(0, expression.getStart())};expect(${expression.getText()}).toEqual(${value});${text.slice(expression.end)}`,
    code,
  );
}

function claimsOf(code: string): readonly Claim[] {
  const source = ts.createSourceFile('example.ts', asModule(code), ts.ScriptTarget.Latest, true);
  const claims: Claim[] = [];
  const visit = (node: ts.Node): void => {
    const value = ts.isExpressionStatement(node) && /^\s*\/\/ => (.+)/.exec(code.slice(node.end))?.[1];
    if (typeof value === 'string') claims.push({ expression: (node as ts.ExpressionStatement).expression, value });
    ts.forEachChild(node, visit);
  };
  visit(source);
  return claims;
}
