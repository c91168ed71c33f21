import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { shared } from '../realm';
import type { JestConfig, JestFileResult } from './jest-results';
import type { FileHandover } from './read-run-folder';
import { runWords } from './run-words';
import { isTelling } from './telling-runs';

const MOST_PROPERTIES = 50;

/** Where jest-junit looks for the file that gives a test suite its properties. */
const FILE = 'JEST_JUNIT_TEST_SUITE_PROPERTIES_JSON_FILE';
const FOLDER = 'JEST_JUNIT_TEST_SUITE_PROPERTIES_DIR';
const OURS = 'junit-properties.js';

/** What the reporter of this process knows of test files; jest-junit asks, before or after it. */
export const known = shared('known-to-junit', () => ({ files: (): readonly FileHandover[] => [] }));

/**
 * Offers what is known of runs to jest-junit, if it is among the reporters: by the file that it lets one name for that.
 * A project that has such a file of its own keeps it.
 */
export function offerToJUnit(
  { reporters = [] }: JestConfig,
  folder: string,
  env: NodeJS.ProcessEnv = process.env,
): void {
  const junit = reporters.find((one) => /(^|[\\/])jest-junit([\\/]|$)/.test(String(nameOf(one))));
  if (junit === undefined || !existsSync(join(folder, OURS)) || hasOwn(junit, env)) return;
  env[FILE] = OURS;
  env[FOLDER] = folder;
}

function nameOf(reporter: unknown): unknown {
  return Array.isArray(reporter) ? (reporter as unknown[])[0] : reporter;
}

function hasOwn(reporter: unknown, env: NodeJS.ProcessEnv): boolean {
  const options = Array.isArray(reporter) ? (reporter as unknown[])[1] : undefined;
  const isNamed = (one: unknown): boolean =>
    typeof one === 'object' && one !== null && 'testSuitePropertiesFile' in one;
  const isByEnvironment = env[FILE] !== undefined && !(env[FILE] === OURS);
  return isByEnvironment || isNamed(options) || isNamed(ofPackage()) || existsSync('junitProperties.js');
}

function ofPackage(): unknown {
  try {
    return (JSON.parse(readFileSync('package.json', 'utf8')) as Record<string, unknown>)['jest-junit'];
  } catch {
    return undefined;
  }
}

/** The properties of a test suite in jest-junit's report: what there is to say of its runs, by test. */
export function propertiesOf({
  testFilePath,
  displayName,
}: Pick<JestFileResult, 'testFilePath' | 'displayName'>): Record<string, string> {
  const isIts = ({ file, begun }: FileHandover): boolean =>
    file === testFilePath && (begun?.project === undefined || begun.project === displayName?.name);
  const runs = known.files().flatMap((file) => (isIts(file) ? file.runs.filter(isTelling) : []));
  const counts = new Map<string, number>();
  const properties = runs.slice(0, MOST_PROPERTIES).map((run) => {
    const count = (counts.get(run.test) ?? 0) + 1;
    counts.set(run.test, count);
    return [`lanes: ${run.test}${count === 1 ? '' : ` (${count})`}`, runWords(run).join(', ')] as const;
  });
  return Object.fromEntries(properties);
}
