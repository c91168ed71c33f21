/**
 * Can people use what we pack? Packs the package, installs it into projects outside the repository, one for each way of
 * compiling tests, and runs them on each Node; then compiles the types as their users would.
 *
 * In these projects a test named `fails` has to fail and to show a timeline; every other test has to pass.
 * Prints a line for each check and ends with `packed: N passed, N failed`.
 */
import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, relative, sep } from 'node:path';

const root = join(import.meta.dirname, '..');
const home = mkdtempSync(join(tmpdir(), 'jest-lanes-packed-'));
const counts = { passed: 0, failed: 0 };
const children = new Set();

process.on('exit', () => {
  for (const child of children) child.kill('SIGKILL');
  rmSync(home, { recursive: true, force: true, maxRetries: 3 });
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => process.exit(1));

function check(what, ok, details = '') {
  counts[ok ? 'passed' : 'failed'] += 1;
  console.log(ok ? `ok      ${what}` : `FAILED  ${what}\n${details}`);
}

/** Runs a command to its end. A failing command is a fact to judge, so it never throws. */
function run(command, args, cwd = home) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (output += text));
    children.add(child);
    child.on('error', (error) => resolve({ ok: false, output: String(error) }));
    child.on('close', (code) => {
      children.delete(child);
      resolve({ ok: code === 0, output });
    });
  });
}

/** One install, as a user's: the projects' own dependencies, and what the tarball declares and no more. */
async function install() {
  const { name, version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  cpSync(join(root, '.ci/packed'), home, { recursive: true });
  const isOurs = (path) => basename(path) !== 'node_modules';
  cpSync(join(root, 'examples'), join(home, 'examples'), { recursive: true, filter: isOurs });
  for (const folder of ['scenarios', '__tests__/time/work']) {
    cpSync(join(root, folder), join(home, 'repository', folder), { recursive: true });
  }
  const steps = {
    pack: ['npm', ['pack', '--pack-destination', home], root],
    install: ['npm', ['install', '--no-package-lock', '--no-audit', '--no-fund', `./${name}-${version}.tgz`], home],
  };
  for (const [what, step] of Object.entries(steps)) {
    const { ok, output } = await run(...step);
    check(what, ok, output);
    if (!ok) return false;
  }
  return true;
}

const projects = ['ts-jest', 'babel', 'swc', 'no-globals', 'repository', 'examples/galaxy-ts-jest'];
const jest = 'node_modules/jest/bin/jest.js';

async function runTests(label, node) {
  await runProjects(label, node, [jest, '--projects', ...projects]);
  await runProjects(label, node, ['--experimental-vm-modules', jest, '--projects', 'esm']);
}

async function runProjects(label, node, args) {
  const report = join(home, 'report.json');
  rmSync(report, { force: true });
  const { output } = await run(node, [
    ...args,
    '--ci',
    `--cacheDirectory=${home}/cache`,
    '--json',
    `--outputFile=${report}`,
  ]);
  if (!existsSync(report)) return check(`${label}: ${args.slice(-1)}`, false, output);

  for (const { name, message, assertionResults } of JSON.parse(readFileSync(report, 'utf8')).testResults) {
    const [project] = relative(home, name)
      .replace(/^examples\W/, '')
      .split(sep);
    if (assertionResults.length === 0) check(`${label} · ${project}`, false, message);
    for (const result of assertionResults) judge(`${label} · ${project} · ${result.title}`, result);
  }
}

const timeline = /Expected: .*3[^]*Received: .*2[^]*in flight +/;

function judge(what, { title, status, failureMessages }) {
  const text = failureMessages.join('\n');
  const ok = title === 'fails' ? status === 'failed' && timeline.test(text) : status === 'passed';
  check(what, ok, text || `This test ${status}.`);
}

/** Compiled as their users do: with the types of `@jest/globals` or the global ones, by each way of finding modules. */
async function compileTypes() {
  const claims = readFileSync(join(home, 'types/jest-globals.ts'), 'utf8');
  writeFileSync(join(home, 'types/types-jest.ts'), claims.replace("import { expect } from '@jest/globals';\n", ''));
  const resolutions = {
    nodenext: ['--module', 'nodenext'],
    bundler: ['--module', 'esnext', '--moduleResolution', 'bundler'],
    node10: ['--module', 'commonjs', '--moduleResolution', 'node10', '--ignoreDeprecations', '6.0'],
  };
  for (const [resolution, how] of Object.entries(resolutions)) {
    for (const [file, types] of Object.entries({
      'jest-globals': 'node',
      'types-jest': 'node,jest',
      'setup-only': 'node',
    })) {
      // Our own declarations have to be sound; once is enough, for it takes as long as all the rest.
      const strictly = file === 'jest-globals' && resolution === 'nodenext' ? [] : ['--skipLibCheck'];
      const options = ['--noEmit', '--strict', '--target', 'es2022', '--types', types, ...how, ...strictly];
      const { ok, output } = await run('node_modules/.bin/tsc', [...options, `types/${file}.ts`]);
      check(`types · ${file} · ${resolution}`, ok, output);
    }
  }
}

if (await install()) {
  await runTests(`Node ${process.version}`, process.execPath);
  for (const version of [22, 24]) await runTests(`Node ${version}`, join(home, `node_modules/node${version}/bin/node`));
  await compileTypes();
}
console.log(`packed: ${counts.passed} passed, ${counts.failed} failed`);
process.exitCode = counts.failed === 0 ? 0 : 1;
