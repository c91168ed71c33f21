/**
 * What people read on the pages must be true: their code runs here, and each `expression // => value` in it is a claim
 * that must hold.
 */
import { describe, expect, test } from '@jest/globals';
import { posix } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { runExample } from './docs/example';
import { exists, filesIn, read } from './docs/files';
import { configsIn, ourSetupFile, setupFilesOf } from './docs/jest-configs';
import { type Block, blocksOf, linksOf } from './docs/markdown';
import { pageScope } from './docs/scope';

const pages = ['README.md', 'CONTRIBUTING.md', ...filesIn('docs', '.md')];
const blocks = pages.flatMap(blocksOf);
const code = blocks.filter(({ language }) => language === 'ts' || language === 'js');
const commands = blocks.filter(({ language }) => language === 'sh');

const isTestFile = (block: Block) => /\btest\(/.test(block.code);
const isConfig = (block: Block) => block.code.includes('module.exports');
const isPlain = (block: Block) => !isTestFile(block) && !isConfig(block);

describe.each(code.filter(isTestFile))('the test file at $where', (block) => {
  void runExample(block.code, pageScope);
});

test.each(code.filter(isPlain))('the code at $where runs, and gives what it says', async (block) => {
  await runExample(block.code, pageScope);
});

test.each(code.filter(isConfig))('each Jest config at $where brings the setup file', async (block) => {
  const configs = await configsIn(block.code, pageScope);

  expect(configs).not.toEqual([]);
  for (const config of configs) expect(setupFilesOf(config)).toContain(ourSetupFile);
});

test("the README's failure is what its test prints when a fifth request is let in", async () => {
  const readme = blocksOf('README.md');
  const passing = readme.find(isTestFile)!.code;
  const printed = readme.find(({ language }) => language === 'text')!.code;

  const message = await failureOf(passing.replace('asyncPool(4)', 'asyncPool(5)'));

  expect(message).toBe(printed);
});

/** What the test in this code prints when it fails, without colours. */
async function failureOf(testFile: string): Promise<string> {
  const bodies: (() => Promise<void>)[] = [];
  void runExample(testFile, { ...pageScope, test: (_: string, body: () => Promise<void>) => bodies.push(body) });
  const error = await bodies[0]!().then(
    () => new Error('The test passed.'),
    (reason: unknown) => reason as Error,
  );
  return stripVTControlCharacters(error.message);
}

test.each(commands)('the commands at $where name scripts that exist', (block) => {
  const { scripts } = JSON.parse(read('package.json')) as { scripts: object };
  const known = ['ci', 'install', ...Object.keys(scripts)];

  const named = [...block.code.matchAll(/npm (?:run )?([\w:]+)/g)].map(([, script]) => script!);

  expect(named.filter((script) => !known.includes(script))).toEqual([]);
});

test.each(pages)('the links of %s lead to files', (page) => {
  const targets = linksOf(page).map((link) => posix.join(posix.dirname(page), link));

  expect(targets.filter((target) => !exists(target))).toEqual([]);
});

test('no page has code in a language that does not run here', () => {
  const known = ['ts', 'js', 'sh', 'text', ''];

  expect(blocks.filter(({ language }) => !known.includes(language)).map(({ where }) => where)).toEqual([]);
});
