import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import fc from 'fast-check';
import { clock, compute, simulate } from '../../src';
import { differences, sayings } from './fidelity/differences';
import { Performance, type Step, arbitrarySteps, programOf } from './fidelity/generated';
import { PlainNode } from './fidelity/in-plain-node';
import type { Job } from './fidelity/plain-node';
import { type Program, transcript } from './fidelity/program';
import { programs } from './fidelity/programs';

// Real time is looked at once for all programs, in plain Node, and only for the order of what happens.
jest.setTimeout(60_000);

// How many programs to make up besides; asked for by hand, since plain Node's side of them is in real time.
const GENERATED = Number(process.env['FIDELITY_PROGRAMS'] ?? 0);
const ATTEMPTS = 8;
const SEED = Number(process.env['FIDELITY_SEED'] ?? 1);

const plainNode = new PlainNode();
const said = new Map<Job, readonly string[]>();
let generated: readonly (readonly Step[])[];

const block = (ms: number): void => void compute(ms);

async function simulated(program: Program): Promise<readonly string[]> {
  const run = await simulate(() => transcript(program, block), { leaks: 'ignore' });
  return run.value;
}

/** Programs whose order is sure in real time; most are not. */
async function sureSteps(): Promise<readonly (readonly Step[])[]> {
  const sure: (readonly Step[])[] = [];
  for (const steps of fc.sample(arbitrarySteps, { numRuns: 4000, seed: SEED })) {
    let performance: Performance | undefined;
    await simulated(async (world) => {
      performance = new Performance(world, () => clock.now);
      await performance.of(steps);
    });
    if (performance!.isSure) sure.push(steps);
    if (sure.length === GENERATED) break;
  }
  return sure;
}

beforeAll(async () => {
  generated = GENERATED > 0 ? await sureSteps() : [];
  const jobs: Job[] = [...Object.keys(programs), ...Object.keys(differences), ...generated];
  for (const [at, lines] of (await plainNode.hear(jobs)).entries()) said.set(jobs[at]!, lines);
});

afterAll(() => plainNode.close());

/** A loaded machine may delay a real timer past the next one, so plain Node gets more than one chance. */
async function expectOfPlainNode(job: Job, lines: readonly string[]): Promise<void> {
  let plain = said.get(job)!;
  for (let attempt = 1; attempt < ATTEMPTS && !isEqual(lines, plain); attempt += 1) {
    [plain = []] = await plainNode.hear([job]);
  }
  expect(plain).toEqual(lines);
}

function isEqual(a: readonly string[], b: readonly string[]): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

describe('plain Node says what a simulation says of', () => {
  test.each(Object.keys(programs))('%s', async (name) => {
    const lines = await simulated(programs[name]!);

    await expectOfPlainNode(name, lines);
    expect(lines.length).toBeGreaterThan(0);
  });

  const whenAsked = GENERATED > 0 ? test : test.skip;

  whenAsked.each(Array.from({ length: Math.max(1, GENERATED) }, (_, at) => at))(
    `the generated program %i of seed ${SEED}`,
    async (at) => {
      const steps = generated[at]!;

      await expectOfPlainNode(steps, await simulated(programOf(steps)));
    },
  );
});

describe('plain Node says something else than a simulation of', () => {
  test.each(Object.keys(differences))('%s', async (name) => {
    const { plain, simulated: ours } = sayings[name]!;

    expect(await simulated(differences[name]!)).toEqual(ours);
    await expectOfPlainNode(name, plain);
  });
});
