import { expected } from '../errors';
import { type Answer, LATENCIES, checkAnswer } from './answer';
import { type SlowServer, checkOrigin, slowServer } from './slow-server';

/** How a Galaxy server behaves. Times are latencies in milliseconds, 0 unless said otherwise; see {@link Answer}. */
export interface GalaxyOptions extends Pick<Answer, (typeof LATENCIES)[number] | 'status' | 'error'> {
  /** As Galaxy writes it, major and minor: `24.1`, `24.1.2`, `24.2.rc1`; default `'24.1'`. */
  readonly version?: string;
}

const KEYS: readonly string[] = [...LATENCIES, 'status', 'error', 'version'];

/**
 * Declares a server that answers `GET /api/version` as Galaxy does, as slowly as asked.
 *
 * @param origin - scheme, host and port: `https://usegalaxy.org`.
 * @throws UsageError as {@link slowServer} does, and if `version` is no version.
 * @see https://github.com/galaxyproject/galaxy/blob/dev/lib/galaxy/webapps/galaxy/api/configuration.py
 * @example
 * const galaxy = galaxyServer('https://usegalaxy.org', { version: '24.1.2', firstByte: 900 });
 * const run = await simulate(async () => (await fetch(`${galaxy.origin}/api/version`)).json());
 * run.value // => { version_major: '24.1', version_minor: '2' }
 * run.elapsed // => 900
 */
export function galaxyServer(origin: string, options: GalaxyOptions = {}): SlowServer {
  checkOrigin(origin);
  checkAnswer('options', options, KEYS);
  const { version = '24.1', ...answer } = options;
  const parts = typeof version === 'string' ? /^(\d+\.\d+)(?:\.(\w+))?$/.exec(version) : null;
  if (parts === null)
    throw expected('options.version', "a version as Galaxy writes it, as '24.1' or '24.1.2'", version);
  const [, major, minor = null] = parts;
  const content = answer.error === undefined ? { json: { version_major: major, version_minor: minor } } : {};
  return slowServer(origin, { method: 'GET', path: '/api/version', ...answer, ...content });
}
