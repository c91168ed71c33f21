import { describe, expect, test } from '@jest/globals';
import { Body } from '../../src/servers/body';
import { BodyReader } from '../../src/servers/body-reader';

const text = async (reading: ReturnType<BodyReader['read']>): Promise<string | undefined> => {
  const { done, value } = (await reading) as { done: boolean; value?: Uint8Array };
  return done ? undefined : Buffer.from(value!).toString();
};

describe('BodyReader', () => {
  test('gives an empty piece first, then each piece by itself, then the end', async () => {
    const body = new Body();
    body.piece('before');
    const reader = new BodyReader(body);
    body.piece('é');
    body.end();

    const read = [];
    for (let i = 0; i < 4; i++) read.push(await text(reader.read()));
    expect(read).toEqual(['', 'before', 'é', undefined]);
  });

  test('answers when there is something to give', async () => {
    const body = new Body();
    const reader = new BodyReader(body);
    await reader.read();
    const said: (string | undefined)[] = [];
    const next = text(reader.read()).then((piece) => said.push(piece));

    await Promise.resolve();
    expect(said).toEqual([]);
    body.piece('late');
    await next;
    expect(said).toEqual(['late']);
  });

  test('fails for who asks, and for nobody else', async () => {
    const body = new Body();
    const reader = new BodyReader(body);
    body.fail(new Error('broken off'));
    await new Promise(setImmediate);

    expect(await text(reader.read())).toBe('');
    await expect(reader.read()).rejects.toThrow('broken off');
  });
});
