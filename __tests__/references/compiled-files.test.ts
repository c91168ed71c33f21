import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CompiledFiles } from '../../src/references/compiled-files';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'jest-lanes-compiled-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const at = (name: string): string => join(folder, `${name}.ts`);
const write = (name: string, content: string): void => writeFileSync(at(name), content);

/** Of a worker that has just started. */
function fresh(): CompiledFiles {
  return new CompiledFiles(join(folder, 'cache'), 'digest', (request) => {
    const file = at(request.slice('./'.length));
    return existsSync(file) ? file : undefined;
  });
}

/** Of a file by name: its text, and all that a compiler may take over from the files of the folder. */
function codeOf(name: string, files = fresh(), from: readonly string[] = []): string {
  return files.of(at(name), (text) => [text, ...from.map((other) => readFileSync(at(other), 'utf8'))].join('\n'));
}

describe('what a worker loads is as it is on disk by then', () => {
  test('though another file that was loaded before imports it', () => {
    write('values', `export const value = 1;`);
    write('generating', `export const generated = () => require('./values').value;`);
    const files = fresh();
    codeOf('generating', files);
    write('values', `export const value = 2;`);

    expect(codeOf('values', files)).toBe('export const value = 2;');
  });

  test('and so is what it imports, which its code is kept under', () => {
    const [before, after] = ['export const enum Size { Small = 1 }', 'export const enum Size { Small = 2 }'];
    write('size', before);
    write('one', `import { Size } from './size'; export const one = Size.Small;`);
    write('two', `import { Size } from './size'; export const two = Size.Small;`);
    const files = fresh();
    codeOf('one', files, ['size']);
    write('size', after);
    const compiled = codeOf('two', files, ['size']);
    expect(compiled).toContain(after);
    write('size', before);

    expect(codeOf('two', fresh(), ['size'])).toBe(compiled.replace(after, before));
  });
});

test.each([
  ['hands it on', `export { Size } from './size';`],
  ['hands all on', `export * from './size';`],
  ['imports it and exports it', `import { Size } from './size';\nexport { Size };`],
  ['imports it and exports it by default', `import { Size } from './size';\nexport default Size;`],
  ['makes another of it', `import { Size } from './size';\nexport const enum Length { Short = Size.Small }`],
])('code changes with the value of a constant that a file in between %s', (_, between) => {
  write('size', 'export const enum Size { Small = 1 }');
  write('between', between);
  write('uses', `import { anything } from './between'; export const uses = anything;`);
  const before = codeOf('uses', fresh(), ['size']);
  write('size', 'export const enum Size { Small = 2 }');

  expect(codeOf('uses', fresh(), ['size'])).toBe(before.replace('= 1', '= 2'));
});
