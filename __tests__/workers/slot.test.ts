import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import fs from 'node:fs';
import { closeProcessFiles, openProcessFiles, type ProcessFiles } from '../../src/workers/process-files';
import type * as Slots from '../../src/workers/slot';

let files: ProcessFiles;
beforeEach(() => {
  files = openProcessFiles();
});
afterEach(() => {
  jest.restoreAllMocks();
  closeProcessFiles(files);
});

/** Writes as a disk has it that takes so many bytes at a time. */
function slotsWhere(takes: number): typeof Slots {
  const { writeSync } = fs;
  jest
    .spyOn(fs, 'writeSync')
    .mockImplementation(((file: number, bytes: Uint8Array, from: number, length: number, at: number) =>
      writeSync(file, bytes, from, Math.min(length, takes), at)) as typeof fs.writeSync);
  let slots!: typeof Slots;
  jest.isolateModules(() => {
    slots = require('../../src/workers/slot') as typeof Slots;
  });
  return slots;
}

test('what a file takes by parts is written to its end', () => {
  const { makeSlot, readFrom, writeTo } = slotsWhere(3);
  const { here } = makeSlot(files);

  writeTo(here, Buffer.from('a longer text'), 5);

  expect(readFrom(here, 13, 5).toString()).toBe('a longer text');
});
