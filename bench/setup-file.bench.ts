import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Bench, Entry } from './contest';

const FILES_A_ROUND = 10;

const folder = join(__dirname, 'setup-file');
const results = join(folder, 'results.txt');

const EMPTY = 'an empty file';
const CONTEST = 'a test file';
const setups = new Map([
  [EMPTY, join(folder, 'empty.js')],
  ['jest-lanes', join(__dirname, '../../dist/setup.js')],
  ['jest-extended/all', require.resolve('jest-extended/all')],
  ['jest-dom', require.resolve('@testing-library/jest-dom')],
]);

/** Runs test files that do nothing, each once with every setup file, in turn, in one Jest process. */
function measure(rounds: number): Entry[] {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'empty.js'), '');
  writeFileSync(join(folder, 'began.js'), BEGAN);
  writeFileSync(join(folder, 'in-turn.js'), IN_TURN);
  const projects = [...setups].map(([name, setup], place) => writeProject(name, setup, place, rounds));
  const config = JSON.stringify({ rootDir: folder, projects, testSequencer: join(folder, 'in-turn.js') });
  const jest = require.resolve('jest/bin/jest');
  execFileSync(process.execPath, [jest, '--runInBand', '--config', config], { stdio: 'ignore' });
  return [...setups.keys()].map((contestant) => ({ contest: CONTEST, contestant, turns: turnsOf(contestant) }));
}

function writeProject(name: string, setup: string, place: number, rounds: number): object {
  for (let file = 0; file < FILES_A_ROUND * (rounds + 1); file++) {
    writeFileSync(
      join(folder, `${String(file).padStart(4, '0')}-${place}.test.js`),
      "test('passes', () => undefined);",
    );
  }
  const ended = join(folder, `ended-${place}.js`);
  writeFileSync(ended, endedOf(name));
  return {
    rootDir: folder,
    displayName: name,
    testMatch: [`**/*-${place}.test.js`],
    transform: {},
    setupFilesAfterEnv: [join(folder, 'began.js'), setup, ended],
  };
}

/** The setup file before the one that is measured, and the one after it. */
const BEGAN = 'globalThis.setupBegan = process.hrtime.bigint();';
const endedOf = (name: string): string => `
const tookMs = Number(process.hrtime.bigint() - globalThis.setupBegan) / 1e6;
require('node:fs').appendFileSync(${JSON.stringify(results)}, ${JSON.stringify(name)} + '\\t' + tookMs + '\\n');`;

/** Jest takes the files by name, so each goes through all the setup files before the next does. */
const IN_TURN = `
const { default: Sequencer } = require('@jest/test-sequencer');
module.exports = class extends Sequencer {
  sort(tests) {
    return [...tests].sort((a, b) => (a.path < b.path ? -1 : 1));
  }
};`;

/** What each file took, without the first ones, which pay for what later ones find done. */
function turnsOf(name: string): number[] {
  const lines = readFileSync(results, 'utf8').trimEnd().split('\n');
  const turns = lines.map((line) => line.split('\t')).filter(([contestant]) => contestant === name);
  return turns.slice(FILES_A_ROUND).map(([, tookMs]) => Number(tookMs));
}

export const benches: Bench[] = [
  {
    title: 'What a setup file costs each test file',
    aim: 'jest-lanes at most 2 ms above an empty file',
    places: ['jest'],
    reference: EMPTY,
    size: 1,
    shows: 'cost above',
    contests: [],
    measure,
  },
];
