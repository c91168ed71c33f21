import { posix } from 'node:path';
import ts from 'typescript';
import { read } from './files';

/** A docstring in a source file, and what it is about. */
export interface Docstring {
  readonly file: string;
  /** The file, the line and the name of what it is about. */
  readonly where: string;
  readonly name: string;
  readonly isFunction: boolean;
  readonly text: string;
  /** The code of its `@example`s. */
  readonly examples: readonly string[];
}

/** What a door of the package exports, and the file that declares it. */
export interface Exported {
  readonly name: string;
  readonly file: string;
}

/** Every docstring of a source file, those of members too. */
export function docstringsOf(file: string): readonly Docstring[] {
  const source = parsed(file);
  const found: Docstring[] = [];
  const visit = (node: ts.Node): void => {
    for (const doc of (node as { jsDoc?: readonly ts.JSDoc[] }).jsDoc ?? []) found.push(docstring(doc, node, source));
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** The names that a door re-exports one by one, and those that it declares. */
export function exportsOf(door: string): readonly Exported[] {
  return parsed(door).statements.flatMap((statement) => {
    if (ts.isExportDeclaration(statement)) return reExports(statement, door);
    const isExported = ts.canHaveModifiers(statement) && ts.getModifiers(statement)?.some(isExportKeyword);
    return isExported === true ? [{ name: nameOf(statement), file: door }] : [];
  });
}

function parsed(file: string): ts.SourceFile {
  return ts.createSourceFile(file, read(file), ts.ScriptTarget.Latest, true);
}

function docstring(doc: ts.JSDoc, node: ts.Node, source: ts.SourceFile): Docstring {
  const name = nameOf(node);
  const line = source.getLineAndCharacterOfPosition(doc.getStart()).line + 1;
  const examples = (doc.tags ?? []).filter((tag) => tag.tagName.text === 'example');
  return {
    file: source.fileName,
    where: `${source.fileName}:${line} ${name}`.trimEnd(),
    name,
    isFunction: ts.isFunctionDeclaration(node),
    text: ts.getTextOfJSDocComment(doc.comment) ?? '',
    examples: examples.map((tag) => ts.getTextOfJSDocComment(tag.comment) ?? ''),
  };
}

function nameOf(node: ts.Node): string {
  const named = ts.isVariableStatement(node) ? node.declarationList.declarations[0] : node;
  return (named as Partial<ts.NamedDeclaration>).name?.getText() ?? '';
}

function reExports({ exportClause, moduleSpecifier }: ts.ExportDeclaration, door: string): readonly Exported[] {
  if (exportClause === undefined || !ts.isNamedExports(exportClause) || moduleSpecifier === undefined) return [];
  const file = `${posix.join(posix.dirname(door), (moduleSpecifier as ts.StringLiteral).text)}.ts`;
  return exportClause.elements.map(({ name, propertyName }) => ({ name: (propertyName ?? name).text, file }));
}

function isExportKeyword(modifier: ts.ModifierLike): boolean {
  return modifier.kind === ts.SyntaxKind.ExportKeyword;
}
