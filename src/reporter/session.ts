import { execFileSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Session } from '../handover/report-data';
import type { Ms } from '../time/duration';
import { natives } from '../time/natives';
import type { InlineProject, JestConfig } from './jest-results';
import { pathFrom } from './file-records';

/** An id that sorts by the time at which the session began: `20261127T201530-3f9c21`. */
export function sessionId(startedAt: Ms): string {
  // `2026-11-27T20:15:30.000Z` without its marks.
  const instant = new natives.Date(startedAt).toISOString().replaceAll(/[-:]|\..*/g, '');
  return `${instant}-${randomBytes(3).toString('hex')}`;
}

/** The pattern of such ids. */
export const SESSION_ID = /^\d{8}T\d{6}-[0-9a-f]{6}$/;

/** What there is to say of a call of Jest, except how long it took and how it ended. */
export function sessionOf(config: JestConfig, jest: string, startedAt: Ms): Omit<Session, 'tookMs' | 'interrupted'> {
  const { shard, maxWorkers = 1, rootDir } = config;
  return {
    id: sessionId(startedAt),
    suite: suiteOf(config, textOf(join(rootDir, 'package.json')), commitIn(rootDir)),
    startedAt,
    maxWorkers,
    node: process.version,
    jest,
    ...(shard && { shard: { index: shard.shardIndex, of: shard.shardCount } }),
  };
}

/**
 * A digest of what shards of one suite have in common, on whatever machines: the commit, the package, Jest's projects and
 * which tests were asked for.
 */
export function suiteOf(config: JestConfig, packageJson: string, commit: string): string {
  const { rootDir, projects = [], testNamePattern = '', testPathPatterns, nonFlagArgs = [] } = config;
  const asked = { testNamePattern, paths: testPathPatterns?.patterns ?? [], nonFlagArgs };
  const facts = [commit, packageJson, projects.map((project) => projectName(project, rootDir)), asked];
  return createHash('sha256').update(JSON.stringify(facts)).digest('hex').slice(0, 16);
}

/** An inline config is full of paths, which differ from machine to machine. */
function projectName(project: string | InlineProject, rootDir: string): string {
  if (typeof project === 'string') return pathFrom(rootDir, project);
  const { displayName = '' } = project;
  return typeof displayName === 'string' ? displayName : displayName.name;
}

function commitIn(folder: string): string {
  try {
    return execFileSync('git', ['rev-parse', 'HEAD'], { cwd: folder, stdio: 'pipe', encoding: 'utf8' }).trim();
  } catch {
    return '';
  }
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
