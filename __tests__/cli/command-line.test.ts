import { describe, expect, test } from '@jest/globals';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { type Ended, runCommand } from '../../src/cli/command-line';
import { temporaryFolder } from '../handover/folder';
import { dataOf } from '../reporter/data';

async function run(...args: string[]): Promise<{ ended: Ended; said: string; complained: string }> {
  const [said, complained]: string[][] = [[], []];
  const ended = await runCommand(args, { say: (text) => said!.push(text), complain: (text) => complained!.push(text) });
  return { ended, said: said!.join('\n'), complained: complained!.join('\n') };
}

describe('the command', () => {
  test('prints what it can do', async () => {
    const { ended, said } = await run('--help');

    expect(ended).toBe(0);
    expect(said).toMatchInlineSnapshot(`
     "jest-lanes: what ran when

       jest-lanes merge-reports <folder>   makes one report of those of all shards, found in the folder and below
           --output <folder>               where it goes; default the same folder
       jest-lanes show-report [folder]     shows a report in the browser, on this machine only
           --port <number>                 default: any that is free

       The folder is \`jest-lanes-report\` where none is named.
       --help, -h                          prints this"
    `);
    expect(await run()).toEqual({ ended: 1, said, complained: '' });
  });

  test.each([
    [['fly'], 'jest-lanes: There is no command `fly`, only `merge-reports` and `show-report`. See --help.'],
    [['merge-reports', 'a', 'b'], 'jest-lanes: One folder is enough, and 2 are named. See --help.'],
    [['show-report', '--port', 'x'], 'jest-lanes: Expected `--port` to be a whole number up to 65535, got `x`.'],
    [['merge-reports', 'no-such-folder'], 'jest-lanes: There is no folder no-such-folder.'],
    [
      ['show-report', 'no-such-folder'],
      'jest-lanes: There is no no-such-folder/report.html. Jest writes it with the reporter `jest-lanes/reporter`.',
    ],
  ])('complains about %j', async (args, complained) => {
    expect(await run(...args)).toEqual({ ended: 1, said: '', complained });
  });

  test('complains about an option that it does not know', async () => {
    expect((await run('show-report', '--prot')).complained).toMatch(/^jest-lanes: Unknown option '--prot'/);
  });

  test('merges the shards in the folders of a folder', async () => {
    const folder = temporaryFolder();
    for (const index of [1, 2]) {
      mkdirSync(join(folder, `machine-${index}`));
      const data = dataOf({ session: { shard: { index, of: 2 } } });
      writeFileSync(join(folder, `machine-${index}/shard.blob.json`), JSON.stringify(data));
    }

    const { ended, said } = await run('merge-reports', folder, '--output', join(folder, 'merged'));

    expect(ended).toBe(0);
    expect(said).toMatch(/^2 test files and 0 runs: .*merged/);
    expect(readdirSync(join(folder, 'merged')).length).toBeGreaterThan(1);
  });
});

describe('a report that is shown', () => {
  /** The path as it is: `fetch` would tidy it up. */
  async function get(
    url: string,
    path: string,
    method = 'GET',
  ): Promise<{ status?: number; type?: string; body: string }> {
    const { hostname, port } = new URL(url);
    return new Promise((resolve, reject) => {
      const asked = request({ hostname, port, path, method, agent: false }, (response) => {
        let body = '';
        response.setEncoding('utf8').on('data', (text: string) => (body += text));
        response.on('end', () => {
          const { statusCode: status, headers } = response;
          resolve({ status: status!, type: headers['content-type']!, body });
        });
      });
      asked.once('error', reject).end();
    });
  }

  function report(): string {
    const folder = join(temporaryFolder(), 'reports');
    mkdirSync(join(folder, '.draft'), { recursive: true });
    mkdirSync(join(folder, 'traces'));
    writeFileSync(join(folder, 'report.html'), '<title>it</title>');
    writeFileSync(join(folder, 'traces/a.trace.json'), '{}');
    writeFileSync(join(folder, '.draft/a.html'), 'secret');
    writeFileSync(join(folder, '../outside.html'), 'secret');
    return folder;
  }

  test('is there for this machine only, and nothing but the report', async () => {
    const { ended, said } = await run('show-report', report());
    if (typeof ended === 'number') throw new Error('It ended.');
    const { url, server } = ended;
    try {
      expect(said).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/ shows .*report\.html; stop it by Ctrl-C\.$/);
      expect(server.address()).toMatchObject({ address: '127.0.0.1' });
      expect(await get(url, '/')).toEqual({ status: 200, type: 'text/html; charset=utf-8', body: '<title>it</title>' });
      expect(await get(url, '/traces/a.trace.json')).toMatchObject({ status: 200, body: '{}' });
      for (const path of [
        '/../outside.html',
        '/%2e%2e/outside.html',
        '/..%2foutside.html',
        '/.draft/a.html',
        '/%',
        '/no.html',
      ]) {
        expect([path, (await get(url, path)).status]).toEqual([path, 404]);
      }
      expect((await get(url, '/', 'POST')).status).toBe(405);
    } finally {
      server.close();
    }
  });

  test('says that its port is taken', async () => {
    const taken = createServer();
    await new Promise<void>((resolve) => void taken.listen(0, '127.0.0.1', resolve));
    const { port } = taken.address() as { port: number };
    try {
      expect((await run('show-report', report(), '--port', String(port))).complained).toContain('EADDRINUSE');
    } finally {
      taken.close();
    }
  });
});
