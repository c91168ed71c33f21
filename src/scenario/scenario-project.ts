import type { Config } from 'jest';

/** Whether scenarios are a project of their own. */
export interface ScenarioProject {
  /**
   * Whether scenario files, `*.scenario.ts` or `.js`, are a Jest project of their own, named `scenarios`, which the other
   * tests leave alone: `true`, or the folder in which they are, as `<rootDir>/scenarios`. Default false.
   */
  readonly scenarios?: boolean | string;
}

const NAME = 'scenarios';
const FILES = '**/*.scenario.?([mc])[jt]s?(x)';
const PATTERN = '\\.scenario\\.[mc]?[jt]sx?$';

/** What a project of Jest may be told; all the rest is of the whole run, and Jest warns about it in a project. */
const OF_A_PROJECT = new Set([
  ...['automock', 'cache', 'cacheDirectory', 'clearMocks', 'collectCoverageFrom', 'coveragePathIgnorePatterns'],
  ...['dependencyExtractor', 'detectLeaks', 'detectOpenHandles', 'displayName', 'errorOnDeprecated'],
  ...['extensionsToTreatAsEsm', 'fakeTimers', 'filter', 'forceCoverageMatch', 'globalSetup', 'globalTeardown'],
  ...['globals', 'haste', 'id', 'injectGlobals', 'moduleDirectories', 'moduleFileExtensions', 'moduleNameMapper'],
  ...['modulePathIgnorePatterns', 'modulePaths', 'openHandlesTimeout', 'preset', 'prettierPath', 'resetMocks'],
  ...['resetModules', 'resolver', 'restoreMocks', 'rootDir', 'roots', 'runner', 'runtime', 'sandboxInjectedGlobals'],
  ...['setupFiles', 'setupFilesAfterEnv', 'skipFilter', 'skipNodeResolution', 'slowTestThreshold', 'snapshotFormat'],
  ...['snapshotResolver', 'snapshotSerializers', 'testEnvironment', 'testEnvironmentOptions', 'testLocationInResults'],
  ...['testMatch', 'testPathIgnorePatterns', 'testRegex', 'testRunner', 'transform', 'transformIgnorePatterns'],
  ...['unmockedModulePathPatterns', 'watchPathIgnorePatterns', 'waitForWorkers'],
]);

/**
 * Gives scenario files a project of their own, if they are to have one. A config of one project becomes one of two; in a
 * config of several, the scenarios' is like the first that is inline.
 */
export function withScenarios(config: Config, { scenarios = false }: ScenarioProject): Config {
  if (scenarios === false) return config;
  if (config.projects !== undefined) return { ...config, projects: addedTo(config.projects, scenarios) };
  const entries = Object.entries(config) as [keyof Config, unknown][];
  const project = Object.fromEntries(entries.filter(([name]) => OF_A_PROJECT.has(name))) as Config;
  const ofTheRun = Object.fromEntries(
    entries.filter(([name]) => !OF_A_PROJECT.has(name) || name === 'rootDir'),
  ) as Config;
  const tests = { displayName: 'tests', ...project };
  return { ...ofTheRun, projects: addedTo([tests], scenarios) };
}

type Projects = NonNullable<Config['projects']>;
type InlineProject = Exclude<Projects[number], string>;

function addedTo(projects: Projects, scenarios: true | string): Projects {
  const inline = projects.filter((project): project is InlineProject => typeof project === 'object');
  if (inline.some(({ displayName }) => displayName === NAME)) return projects;
  const [model] = inline;
  const like = { ...model };
  delete like.testRegex;
  const own = { ...like, displayName: NAME, testMatch: [FILES], ...(scenarios === true ? {} : { roots: [scenarios] }) };
  return [...projects.map((project) => (typeof project === 'string' ? project : withoutScenarios(project))), own];
}

/** A folder `__tests__` would make any file a test. */
function withoutScenarios(project: InlineProject): InlineProject {
  const ignored = (project.testPathIgnorePatterns as readonly string[] | undefined) ?? ['/node_modules/'];
  return { ...project, testPathIgnorePatterns: [...ignored, PATTERN] };
}
