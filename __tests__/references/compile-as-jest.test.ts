import { afterAll, expect, test } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compileAsJest } from '../../src/references/compile-as-jest';
import { readProject } from './read-project';

const folder = mkdtempSync(join(tmpdir(), 'compile-as-jest-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const map = { version: 3, sources: ['one.ts'], names: [], mappings: 'AAAA' };

/** What is compiled by a transformer that gives this, once by itself and once as Jest has kept it. */
async function compiledTwice(name: string, result: object): Promise<readonly string[]> {
  const transformer = join(folder, `${name}.js`);
  writeFileSync(transformer, `module.exports = { process: () => (${JSON.stringify(result)}) };`);
  const project = await readProject(transformer, join(folder, 'cache'));
  if (project.kind !== 'config') throw new Error('a project without a config');
  const one = { file: join(folder, 'one.ts'), source: 'any', config: project.config };
  return [await compileAsJest(one), await compileAsJest(one)];
}

const mapIn = (code: string): unknown => {
  const [, text] = /\/\/# sourceMappingURL=data:application\/json;base64,(.*)$/.exec(code) ?? [];
  return text === undefined ? undefined : JSON.parse(Buffer.from(text, 'base64').toString());
};

test('a source map that a transformer gives apart is put into the code, by the path of the file', async () => {
  const [first, kept] = await compiledTwice('apart', { code: 'exports.a = 1;', map });

  expect(first).toMatch(/^exports\.a = 1;\n\/\/# /);
  expect(mapIn(first!)).toEqual({ ...map, sources: [join(folder, 'one.ts')] });
  expect(kept).toBe(first);
});

test('one that is in the code stays as it is', async () => {
  const code = `exports.a = 1;\n//# sourceMappingURL=data:application/json;base64,${btoa(JSON.stringify(map))}`;

  expect(await compiledTwice('inside', { code })).toEqual([code, code]);
});

test('code without one stays as it is', async () => {
  expect(await compiledTwice('without', { code: 'exports.a = 1;' })).toEqual(['exports.a = 1;', 'exports.a = 1;']);
});
