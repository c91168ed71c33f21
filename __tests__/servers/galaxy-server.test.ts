import { describe, expect, test } from '@jest/globals';
import { galaxyServer } from '../../src/servers/galaxy-server';
import { clock } from '../../src/simulate/clock';
import { simulate } from '../../src/simulate/simulate';

const URL = 'https://usegalaxy.org/api/version';

describe('galaxyServer', () => {
  test.each([
    ['24.1', { version_major: '24.1', version_minor: null }],
    ['24.1.2', { version_major: '24.1', version_minor: '2' }],
    ['24.2.rc1', { version_major: '24.2', version_minor: 'rc1' }],
  ])('answers /api/version of Galaxy %s as Galaxy does', async (version, body) => {
    galaxyServer('https://usegalaxy.org', { version, connect: 40, firstByte: 200 });

    const { value } = await simulate(async () => [await (await fetch(URL)).json(), clock.now]);

    expect(value).toEqual([body, 240]);
  });

  test('may be busy, or down', async () => {
    galaxyServer('https://usegalaxy.org', { status: 503 });
    galaxyServer('https://down.example', { connect: 'never' });
    galaxyServer('https://gone.example', { error: 'not-found' });

    const { value } = await simulate(async () => {
      const fails = async (url: string) => ((await fetch(url).catch((error: Error) => error)) as Error).cause;
      return [
        (await fetch(URL)).status,
        await fails('https://down.example/api/version'),
        await fails('https://gone.example/api/version'),
      ];
    });

    expect(value).toMatchObject([503, { code: 'UND_ERR_CONNECT_TIMEOUT' }, { code: 'ENOTFOUND' }]);
  });

  test('refuses options it does not know, and what is no version', () => {
    expect(() => galaxyServer('https://usegalaxy.org', { firstbyte: 3 } as never)).toThrowErrorMatchingInlineSnapshot(`
     "Expected \`options.firstbyte\` to be left out, got \`3\` (number).
     \`options\` may have lookup, connect, secureConnect, send, firstByte, body, status, error, version. Did you mean \`firstByte\`?"
    `);
    expect(() => galaxyServer('https://usegalaxy.org', { json: 3 } as never)).toThrowErrorMatchingInlineSnapshot(`
     "Expected \`options.json\` to be left out, got \`3\` (number).
     \`options\` may have lookup, connect, secureConnect, send, firstByte, body, status, error, version."
    `);
    expect(() => galaxyServer('https://usegalaxy.org', { version: 24.1 as never })).toThrowErrorMatchingInlineSnapshot(
      `"Expected \`options.version\` to be a version as Galaxy writes it, as '24.1' or '24.1.2', got \`24.1\` (number)."`,
    );
    expect(() => galaxyServer('usegalaxy.org')).toThrow('Expected `origin`');
  });
});
