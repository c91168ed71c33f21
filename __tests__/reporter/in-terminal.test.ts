import { beforeAll, describe, expect, test } from '@jest/globals';
import { readFileSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '../handover/folder';
import { buildPackage, inTerminal, limitMs, runJestWith } from './run-reporter';
import { screenOf } from './screen';

beforeAll(buildPackage, limitMs);

describe('a long sweep', () => {
  test.each([
    ['several workers', ['-w', '2', 'a-sweep', 'b-other']],
    ['one, verbose', ['-i', '--verbose', 'a-sweep']],
  ])(
    'says in a terminal how far it is, and leaves nothing of what Jest rewrites there; with %s',
    async (_, args) => {
      const folder = temporaryFolder();

      const printed = await inTerminal({ folder }, args, { SUITE: 'sweep' });

      const line = 'sweep sweep/a-sweep.child.js › takes long: 2 of 3 sizes after N s';
      expect(printed).toMatch(/2 of 3 sizes after \d+ s\r\n/);
      const screen = screenOf(printed).map((text) => text.replace(/after \d+ s/, 'after N s'));
      expect(screen.filter((text) => text.includes('sizes'))).toEqual([line]);
      expect(screen.filter((text) => /RUNS| of \d+ total/.test(text))).toEqual([]);
      const [told, passed, summary] = [line, / ?PASS/, /^Lanes:/].map((one) =>
        screen.findIndex((text) => (typeof one === 'string' ? text === one : one.test(text))),
      );
      // Whichever of the files is through first.
      expect(told).toBeGreaterThanOrEqual(0);
      expect(passed).toBeGreaterThanOrEqual(0);
      expect(summary).toBeGreaterThan(Math.max(told!, passed!));
    },
    limitMs,
  );

  test(
    'says nothing in a pipe, even where a report is asked for there',
    async () => {
      const folder = temporaryFolder();

      const { stderr } = await runJestWith({ folder, terminal: true }, { suite: 'sweep', args: ['-i', 'a-sweep'] });

      expect(stderr).not.toContain('sizes after');
      expect(stderr).toMatch(/^ {2}sweep sweep\/a-sweep/m);
    },
    limitMs,
  );
});

test(
  'it is coloured, unless NO_COLOR says otherwise; in watch mode its report is no change of the project',
  async () => {
    // In the project itself, which Jest watches.
    const folder = join(__dirname, `child/reports-${process.pid}`);
    const watched = await inTerminal({ folder }, ['--watchAll', '-i', 'b-parallel'], {});
    const plain = await inTerminal({ folder }, ['-i', '--verbose', '--silent', 'b-parallel'], { NO_COLOR: '1' });

    expect(watched.match(/Lanes:/g)).toHaveLength(1);
    expect(watched).toContain('\u001B[1mLanes:\u001B[22m');
    expect(plain).toMatch(/^Lanes:/m);
    const [first] = readdirSync(folder)
      .filter((name) => name.startsWith('2'))
      .sort();
    expect(readdirSync(join(folder, first!))).toEqual(['report.html', 'summary.md']);
    rmSync(folder, { recursive: true });
  },
  limitMs,
);

test(
  'a run again in watch mode has a report of its own, which replaces the one before',
  async () => {
    const folder = join(__dirname, `child/reports-again-${process.pid}`);
    const printed = await inTerminal({ folder }, ['--watchAll', '-w', '2', 'b-parallel', 'c-real'], {}, ['\r', 'q']);
    const sessions = readdirSync(folder).filter((name) => name.startsWith('2'));
    const [first, last] = sessions.sort().map((name) => dataIn(join(folder, name, 'report.html')));
    const top = dataIn(join(folder, 'report.html'));
    rmSync(folder, { recursive: true });

    expect(printed.match(/Lanes:/g)).toHaveLength(2);
    expect(sessions).toHaveLength(2);
    const namesOf = ({ report }: any) => report.runs.map(({ file, test, number }: any) => [file, test, number]);
    expect(namesOf(last)).toEqual(namesOf(first));
    expect(last.report.files.map(({ path }: any) => path)).toEqual([
      'spec/b-parallel.child.js',
      'spec/c-real.child.js',
    ]);
    expect(top.report.session.id).toBe(sessions.at(-1));
  },
  limitMs,
);

function dataIn(page: string): any {
  return JSON.parse(/id="data">(.*?)<\/script>/s.exec(readFileSync(page, 'utf8'))![1]!);
}
