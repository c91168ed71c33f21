import type { Config } from 'jest';
import { expected } from '../errors';
import type { ReporterOptions } from './report-options';

const BY_NAME = 'jest-lanes/reporter';

/**
 * A Jest config with our reporter after the others, unless it is among them. Where none are named, Jest's own stays.
 *
 * @param path - of our reporter.
 * @throws UsageError if `reporters` is not an array.
 */
export function withReporter(config: Config, reporter: boolean | ReporterOptions = true, path: string): Config {
  if (reporter === false) return config;
  const { reporters = ['default'] } = config;
  if (!Array.isArray(reporters)) throw expected('reporters', 'an array', reporters);
  const names = reporters.map((one: unknown) => (Array.isArray(one) ? (one as unknown[])[0] : one));
  if (names.includes(path) || names.includes(BY_NAME)) return config;
  return { ...config, reporters: [...reporters, reporter === true ? path : [path, reporter]] } as Config;
}
