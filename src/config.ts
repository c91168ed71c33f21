import type { Config } from 'jest';
import { createRequire } from 'node:module';
import { isAbsolute, join } from 'node:path';
import { expected } from './errors';
import lanes from './jest-preset';
import { type LanesOptions, checkLanesOptions } from './reporter/lanes-options';
import { withReporter } from './reporter/with-reporter';
import { withScenarios } from './scenario/scenario-project';

export type { LanesOptions };
export type { ReporterOptions } from './reporter/report-options';

/**
 * Adds jest-lanes to a Jest config: its setup file before the user's own, its environment where Jest's plain node
 * environment would run, and its reporter after the others. Nothing the user set is overwritten, and adding twice changes nothing.
 *
 * An environment chosen by the config or its preset stays: everything works with the setup file alone, and
 * `withLanesEnvironment` of `jest-lanes/environment` brings the rest to any environment. Inline `projects` each get
 * jest-lanes; a project named by its folder has a config file of its own, which calls `withLanes` itself. There
 * `{ reporter: false }` saves a warning: Jest takes reporters from the top only, and says so of others.
 *
 * @param config - what a Jest config file may export: an object, a promise of one, or a function that gives either.
 * @param options - whether scenario files have a project of their own, and what the reporter writes.
 * @returns the same kind of thing, for Jest to read.
 * @throws UsageError if the config is none of these, if `setupFilesAfterEnv`, `reporters` or `projects` is not an array, or if every
 * project is named by its folder and no reporter is to be added, so that there is nothing to do.
 * @example withLanes({ preset: 'ts-jest' }).setupFilesAfterEnv?.length // => 1
 * @example withLanes({ preset: 'ts-jest' }, { scenarios: true }).projects?.length // => 2
 */
export function withLanes(config: Config, options?: LanesOptions): Config;
export function withLanes(config: Promise<Config>, options?: LanesOptions): Promise<Config>;
export function withLanes(config: () => Config | Promise<Config>, options?: LanesOptions): () => Promise<Config>;
export function withLanes(
  config: Config | Promise<Config> | (() => Config | Promise<Config>),
  options: LanesOptions = {},
): unknown {
  checkLanesOptions(options);
  const add = (found: Config): Config => added(found, options);
  if (typeof config === 'function') return async () => add(await config());
  return config instanceof Promise ? config.then(add) : add(config);
}

function added(given: Config, options: LanesOptions): Config {
  checkObject('config', given, 'a Jest config, a promise of one, or a function that gives one');
  const config = withReporter(withScenarios(given, options), options.reporter, require.resolve('./reporter'));
  const isReported = options.reporter !== false;
  if (config.projects === undefined) return addedToProject(config, process.cwd());
  return { ...config, projects: addedToProjects(config.projects, config.rootDir ?? process.cwd(), isReported) };
}

type Projects = NonNullable<Config['projects']>;

/** @param isReported - whether there is a reporter above the projects. */
function addedToProjects(projects: Projects, rootDir: string, isReported: boolean): Projects {
  checkArray('projects', projects);
  if (!isReported && projects.length > 0 && projects.every((project) => typeof project === 'string')) {
    throw expected('projects', 'inline configs', projects, 'A folder has its own Jest config: call `withLanes` there.');
  }
  return projects.map((project, index) => {
    if (typeof project === 'string') return project;
    checkObject(`projects[${index}]`, project, 'a Jest config or the path of one');
    return addedToProject(project, rootDir);
  });
}

function addedToProject(project: Config, rootDir: string): Config {
  const own = project.setupFilesAfterEnv ?? [];
  checkArray('setupFilesAfterEnv', own);
  const missing = lanes.setupFilesAfterEnv.filter((file) => !own.includes(file) && !own.includes('jest-lanes/setup'));
  const environment = project.testEnvironment ?? environmentOfPreset(project.preset, project.rootDir ?? rootDir);
  return {
    ...project,
    setupFilesAfterEnv: [...missing, ...own],
    ...(isPlainNode(environment) && { testEnvironment: lanes.testEnvironment }),
  };
}

function isPlainNode(environment: unknown): boolean {
  return environment === undefined || environment === 'node' || environment === 'jest-environment-node';
}

/** What the preset would run, or `null` if that cannot be told: Jest says what is wrong with a preset better than we. */
function environmentOfPreset(preset: string | null | undefined, rootDir: string): unknown {
  if (preset === undefined || preset === null) return undefined;
  const path = preset.replace('<rootDir>', rootDir);
  try {
    const load = createRequire(join(rootDir, 'jest.config.js'));
    const found = load(path.startsWith('.') || isAbsolute(path) ? path : `${path}/jest-preset`) as Config;
    return found.testEnvironment;
  } catch {
    return null;
  }
}

function checkObject(what: string, value: unknown, rule: string): void {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw expected(what, rule, value);
}

function checkArray(what: string, value: unknown): void {
  if (!Array.isArray(value)) throw expected(what, 'an array', value);
}
