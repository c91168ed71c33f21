/**
 * What people read on the pages must be true. Their code runs here, and each `expression // => value` in it must hold;
 * `expression // fails` must fail, with the text in the block that follows; a block without a language is what the
 * `console.log` before it prints.
 */
import { describe, expect, test } from '@jest/globals';
import { posix } from 'node:path';
import { failureOf, runExample } from './docs/example';
import { exists, filesIn, read } from './docs/files';
import { configsIn, ourSetupFile, setupFilesOf } from './docs/jest-configs';
import { type Block, blocksOf, linksOf } from './docs/markdown';
import { pageScope } from './docs/scope';

const pages = ['README.md', 'CONTRIBUTING.md', ...filesIn('docs', '.md')];
const blocks = pages.flatMap(blocksOf);
const readme = blocks.filter(({ where }) => where.startsWith('README'));
const elsewhere = blocks.filter((block) => !readme.includes(block));
const code = blocks.filter(({ language }) => language === 'ts' || language === 'js');
const drawings = blocks.filter(({ language }, i) => language === '' && blocks[i - 1]?.code.includes('console.log('));
const commands = blocks.filter(({ language }) => language === 'sh');

const isTestFile = (block: Block) => /\b(test|scenario)\(/.test(block.code);
const isConfig = (block: Block) => block.code.includes('module.exports');
const isFailure = (block: Block) => block.language === 'text';
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
  const code = readme.find(isTestFile)!.code.replace('asyncPool(4)', 'asyncPool(5)');
  const bodies: (() => Promise<void>)[] = [];
  void runExample(code, { ...pageScope, test: (_: string, body: () => Promise<void>) => bodies.push(body) });

  const printed = await failureOf(bodies[0]!);

  expect(printed).toBe(readme.find(isFailure)!.code);
});

test.each(elsewhere.filter(isFailure))('the failure at $where begins what the code before it prints', async (block) => {
  const failures: string[] = [];
  await runExample(elsewhere[elsewhere.indexOf(block) - 1]!.code, pageScope, failures);

  expect(failures.map((text) => text.slice(0, block.code.length))).toEqual([block.code]);
});

test.each(drawings)('the drawing at $where is what the code before it prints', async (block) => {
  const printed: unknown[] = [];
  const console = { log: (text: unknown) => void printed.push(text) };
  await runExample(blocks[blocks.indexOf(block) - 1]!.code, { ...pageScope, console });

  expect(printed).toEqual([block.code]);
});

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
