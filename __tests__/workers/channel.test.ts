import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { closeSync, fstatSync, openSync } from 'node:fs';
import { devNull } from 'node:os';
import { Channel, type Sent } from '../../src/workers/channel';
import { closeProcessFiles, openProcessFiles, type ProcessFiles } from '../../src/workers/process-files';

/** As a channel of JSON carries it. */
const carried = <T>(message: T): T => JSON.parse(JSON.stringify(message)) as T;

const strange = { log: [undefined, 1n, NaN, -0, new Map([[1, new Uint8Array([1, 2])]]), '\uD800'] };
const long = { ...strange, times: Float64Array.from({ length: 5000 }, (_, i) => i / 3) };

test('a thread takes a message as it is', () => {
  expect(new Channel(undefined).sent(long)).toBe(long);
  expect(new Channel(undefined).received(long)).toBe(long);
});

describe('between processes', () => {
  let files: ProcessFiles;
  let ends: [pool: Channel, worker: Channel];
  beforeEach(() => {
    files = openProcessFiles();
    ends = [new Channel(files.message), new Channel(files.message)];
  });
  afterEach(() => closeProcessFiles(files));

  test('a short message crosses as a text, whatever JSON makes of it', () => {
    const [pool, worker] = ends;
    const sent = pool.sent(strange);
    expect(sent).toEqual(expect.any(String));
    expect(worker.received(carried(sent))).toEqual(strange);
    expect(fstatSync(files.message).size).toBe(0);
  });

  test('a long one crosses in the file, as the number of its bytes', () => {
    const [pool, worker] = ends;
    const sent = pool.sent(long);
    expect(sent).toBe(fstatSync(files.message).size);
    expect(worker.received(carried(sent))).toEqual(long);
  });

  test('messages follow each other both ways, and each is whole, however long the one before was', () => {
    for (let length = 20_000; length > 10; length = Math.floor(length / 3)) {
      for (const [from, to] of [ends, [ends[1], ends[0]] as const]) {
        const message = { numbers: Array.from({ length }, (_, i) => i * length) };
        expect(to.received(carried(from.sent(message)))).toEqual(message);
      }
    }
  });

  test('what was received is not changed by the next message', () => {
    const [pool, worker] = ends;
    const first = worker.received(pool.sent({ bytes: new Uint8Array(50_000).fill(1) }));
    worker.received(pool.sent({ bytes: new Uint8Array(50_000).fill(2) }));
    expect(first.bytes.every((byte) => byte === 1)).toBe(true);
  });

  test('a long one crosses as a text where the file cannot be written', () => {
    const readOnly = openSync(devNull, 'r');
    try {
      const sent: Sent<typeof long> = new Channel(readOnly).sent(long);
      expect(sent).toEqual(expect.any(String));
      expect(ends[1].received(carried(sent))).toEqual(long);
    } finally {
      closeSync(readOnly);
    }
  });
});
