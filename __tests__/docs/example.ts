import { stripVTControlCharacters } from 'node:util';
import ts from 'typescript';

/** The names an example may use without importing them. */
export type Scope = Readonly<Record<string, unknown>>;

const TARGET = {
  module: ts.ModuleKind.CommonJS,
  target: ts.ScriptTarget.ES2022,
  esModuleInterop: true,
} satisfies ts.CompilerOptions;

/**
 * Runs an example. `expression // => value` is a claim: the two must be equal; and `expression // fails` must.
 *
 * @param failures - takes what is printed by that which must fail, without colours.
 * @returns when it has run; one that calls `test` or `scenario` has registered its tests at once, as a test file does.
 */
export function runExample(code: string, scope: Scope, failures: string[] = []): Promise<void> | undefined {
  const { outputText } = ts.transpileModule(asModule(withClaims(code)), { compilerOptions: TARGET });
  const registers = /\b(test|scenario)\(/.test(code);
  // Braces, so that the example may declare a name that is in scope.
  const body = registers ? `{ ${outputText} }` : `return (async () => { ${outputText} })()`;
  const fails = async (run: () => unknown) => void failures.push(await failureOf(run));
  const names = Object.entries({ exports: {}, fails, ...scope }).filter(([name]) => name !== 'default');
  // eslint-disable-next-line @typescript-eslint/no-implied-eval -- the docs are code, and this runs them
  const run = new Function(...names.map(([name]) => name), body) as (...values: unknown[]) => Promise<void> | undefined;
  return run(...names.map(([, value]) => value));
}

/** What is printed when this fails, without colours. */
export async function failureOf(run: () => unknown): Promise<string> {
  const outcome = await Promise.resolve()
    .then(run)
    .then(
      () => new Error(`Expected to fail: ${run.toString()}`),
      (error: unknown) => ({ message: stripVTControlCharacters((error as Error).message) }),
    );
  if (outcome instanceof Error) throw outcome;
  return outcome.message;
}

/** Only in a module may `await` stand at the top. */
function asModule(code: string): string {
  return `${code}\nexport {};`;
}

interface Claim {
  readonly expression: ts.Node;
  /** The expression, checked. */
  readonly checked: string;
}

function withClaims(code: string): string {
  const claims = claimsOf(code);
  const written = code.match(/\/\/ (=>|fails$)/gm) ?? [];
  if (claims.length !== written.length) throw new Error(`A claim follows no expression:\n${code}`);
  return claims.reduceRight((text, { expression, checked }) => {
    return `${text.slice(0, expression.getStart())};${checked};${text.slice(expression.end)}`;
  }, code);
}

function claimsOf(code: string): readonly Claim[] {
  const source = ts.createSourceFile('example.ts', asModule(code), ts.ScriptTarget.Latest, true);
  const claims: Claim[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isExpressionStatement(node)) {
      const checked = check(node.expression.getText(), `${code.slice(node.end)}\n`);
      if (checked !== undefined) claims.push({ expression: node.expression, checked });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return claims;
}

function check(expression: string, followedBy: string): string | undefined {
  const value = /^\s*\/\/ => (.+)/.exec(followedBy)?.[1];
  if (value !== undefined) return `expect(${expression}).toEqual(${value})`;
  return /^ *\/\/ fails\n/.test(followedBy) ? `await fails(async () => ${expression})` : undefined;
}
