import { read } from './files';

/** A fenced block of code on a page. */
export interface Block {
  /** The page, and the line on which the code begins. */
  readonly where: string;
  /** What stands behind the fence: `ts`, `js`, `sh`, `text`; empty for a drawing. */
  readonly language: string;
  readonly code: string;
}

/** The blocks of code of a page, in order. */
export function blocksOf(page: string): readonly Block[] {
  const text = read(page);
  return [...text.matchAll(/^```(\w*)\n([^]*?)^```$/gm)].map(({ index, 1: language, 2: code }) => ({
    where: `${page}:${lineAt(text, index) + 1}`,
    language: language!,
    code: code!.trimEnd(),
  }));
}

/** The files of this repository to which a page links. */
export function linksOf(page: string): readonly string[] {
  const links = [...read(page).matchAll(/\]\(([^)\s]+)\)/g)].map(([, target]) => target!);
  return links.filter((target) => !/^(\w+:|#)/.test(target)).map((target) => target.replace(/#.*/, ''));
}

function lineAt(text: string, index: number): number {
  return text.slice(0, index).split('\n').length;
}
