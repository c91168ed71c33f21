import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { buildSync } from 'esbuild';
import type { Job } from './plain-node';

/** Plain Node, the one that runs this test, ready to run programs. */
export class PlainNode {
  readonly #folder = mkdtempSync(join(tmpdir(), 'jest-lanes-fidelity-'));
  readonly #script = join(this.#folder, 'plain-node.js');

  constructor() {
    const entryPoints = [join(__dirname, 'plain-node.ts')];
    buildSync({ entryPoints, bundle: true, platform: 'node', target: 'node20', outfile: this.#script });
  }

  /** What each program said. */
  async hear(jobs: readonly Job[]): Promise<readonly (readonly string[])[]> {
    const child = spawn(process.execPath, ['--no-warnings', this.#script], { stdio: ['pipe', 'pipe', 'inherit'] });
    child.stdin.end(JSON.stringify(jobs));
    return JSON.parse(await text(child.stdout)) as string[][];
  }

  close(): void {
    rmSync(this.#folder, { recursive: true });
  }
}
