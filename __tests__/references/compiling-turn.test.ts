import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CompilingTurn } from '../../src/references/compiling-turn';

let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'compiling-turn-'));
  file = join(folder, 'cache/one.turn');
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

const nothing = (): undefined => undefined;

test('who comes first compiles, and is through with the file', () => {
  const turn = new CompilingTurn(file);

  expect(turn.orThere(nothing)).toBeUndefined();
  expect(existsSync(file)).toBe(true);
  turn.compiled();
  expect(existsSync(file)).toBe(false);
});

test('who comes later waits for what the first one compiles, and does not take its turn', () => {
  new CompilingTurn(file).orThere(nothing);
  const looks = [undefined, undefined, 'code'];

  expect(new CompilingTurn(file).orThere(() => looks.shift())).toBe('code');
  expect(looks).toEqual([]);
  expect(existsSync(file)).toBe(true);
});

test('what is there by the time its turn has come need not be compiled', () => {
  const turn = new CompilingTurn(file);

  expect(turn.orThere(() => 'code')).toBe('code');
  expect(existsSync(file)).toBe(false);
});

test('a turn that is kept for some work goes on between its files, and ends with it', async () => {
  const turn = new CompilingTurn(file);

  const seen = await turn.keptFor(() => {
    turn.orThere(nothing);
    turn.compiled();
    return existsSync(file);
  });

  expect(seen).toBe(true);
  expect(existsSync(file)).toBe(false);
});

test('a turn ends with work that fails', async () => {
  const turn = new CompilingTurn(file);
  const failing = turn.keptFor(() => {
    turn.orThere(nothing);
    throw new Error('it does not compile');
  });

  await expect(failing).rejects.toThrow('it does not compile');
  expect(existsSync(file)).toBe(false);
});

test('the turn of a process that is no more is over', () => {
  const { pid } = spawnSync(process.execPath, ['--version']);
  new CompilingTurn(file).orThere(nothing);
  writeFileSync(file, String(pid));

  expect(new CompilingTurn(file).orThere(nothing)).toBeUndefined();
});

test('where no file can be written everybody compiles', () => {
  writeFileSync(join(folder, 'a file'), '');
  const inNoFolder = join(folder, 'a file/one.turn');

  expect(new CompilingTurn(inNoFolder).orThere(nothing)).toBeUndefined();
});
