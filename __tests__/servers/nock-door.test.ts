import { afterEach, describe, expect, test } from '@jest/globals';
import nock from 'nock';
import { NockDoor, useNock } from '../../src/servers/nock-door';
import { slowServer } from '../../src/servers/slow-server';
import { clock } from '../../src/simulate/clock';
import { simulate } from '../../src/simulate/simulate';

const text = async (url: string): Promise<string> => (await fetch(url)).text();

afterEach(() => {
  nock.cleanAll();
  nock.restore();
});

describe("a user's own nock", () => {
  test('stays in force, and answers for its own origins, during a simulation and after', async () => {
    if (!nock.isActive()) nock.activate();
    nock('https://mocked.example').persist().get('/').reply(200, 'by nock');
    slowServer('https://usegalaxy.org', { firstByte: 10, text: 'by us' });

    const { value } = await simulate(() =>
      Promise.all(['https://mocked.example/', 'https://usegalaxy.org/'].map(text)),
    );

    expect(value).toEqual(['by nock', 'by us']);
    expect(nock.isActive()).toBe(true);
    expect(nock.activeMocks()).toEqual(['GET https://mocked.example:443/']);
    expect(await text('https://mocked.example/')).toBe('by nock');
  });

  test('takes its delays on the virtual clock, and no time where it has none', async () => {
    if (!nock.isActive()) nock.activate();
    nock('https://mocked.example').get('/slow').delay(500).reply(200, 'slow').get('/').reply(200, 'at once');
    slowServer('https://usegalaxy.org');

    const { value } = await simulate(async () => [
      await text('https://mocked.example/'),
      clock.now,
      await text('https://mocked.example/slow'),
      clock.now,
    ]);

    expect(value).toEqual(['at once', 0, 'slow', 500]);
  });

  test('that is not in force stays out of force', async () => {
    if (nock.isActive()) nock.restore();
    slowServer('https://usegalaxy.org', { text: 'by us' });

    await simulate(() => text('https://usegalaxy.org/'));

    expect(nock.isActive()).toBe(false);
    expect(nock.activeMocks()).toEqual([]);
  });
});

describe('useNock', () => {
  test('takes the nock of the user', async () => {
    useNock(nock);
    slowServer('https://usegalaxy.org', { text: 'by us' });

    expect((await simulate(() => text('https://usegalaxy.org/'))).value).toBe('by us');
  });

  test('refuses what is no nock that was required', () => {
    expect(() => useNock({} as never)).toThrowErrorMatchingInlineSnapshot(
      `"Expected \`nock\` to be nock 14, as \`require('nock')\` gives it, got \`{}\` (object)."`,
    );
    expect(() => useNock((() => undefined) as never)).toThrowErrorMatchingInlineSnapshot(
      `"Expected \`nock\` to be nock 14, as \`require('nock')\` gives it, got \`[Function]\` (function)."`,
    );
  });
});

test('a nock without the timers we know is refused in words', () => {
  const common = require('nock/lib/common') as { setTimeout?: unknown };
  const { setTimeout } = common;
  common.setTimeout = undefined;

  expect(() => new NockDoor(() => Promise.reject(new Error('unseen')))).toThrowErrorMatchingInlineSnapshot(
    `"jest-lanes needs nock 14: the one it found has no \`setTimeout\` in lib/common.js."`,
  );

  common.setTimeout = setTimeout;
});
