/** Options of Jest's command line that decide which config is read, and how modules load by it. */
export interface JestOptions {
  readonly config?: string;
  readonly rootDir?: string;
  readonly projects?: readonly string[];
  readonly selectProjects?: readonly string[];
  readonly ignoreProjects?: readonly string[];
}

/** By how many texts each takes. */
const TAKES: Readonly<Record<string, 'one' | 'many'>> = {
  cacheDirectory: 'one',
  config: 'one',
  moduleNameMapper: 'one',
  preset: 'one',
  resolver: 'one',
  rootDir: 'one',
  transform: 'one',
  ignoreProjects: 'many',
  moduleDirectories: 'many',
  moduleFileExtensions: 'many',
  modulePaths: 'many',
  projects: 'many',
  roots: 'many',
  selectProjects: 'many',
  testMatch: 'many',
  testRegex: 'many',
  transformIgnorePatterns: 'many',
};

/**
 * Reads them as Jest does: `--root-dir x`, `--rootDir=x`, `-c x`, `--projects a b`. Asking Jest's own reader would load
 * all of Jest, which takes a worker 300 ms.
 */
export function optionsIn(commandLine: readonly string[]): JestOptions {
  const options: Record<string, string | readonly string[]> = {};
  /** The option that what comes next belongs to. */
  let open: string | undefined;
  const give = (name: string, text: string): void => {
    if (TAKES[name] === 'one') {
      options[name] = text;
      open = undefined;
    } else options[name] = [...((options[name] as readonly string[] | undefined) ?? []), text];
  };
  for (const arg of commandLine) {
    const [, name, text] = /^--?([a-z][\w-]*)(?:=(.*))?$/is.exec(arg) ?? [];
    if (name !== undefined) open = known(name);
    else if (arg === '--') open = undefined;
    else if (open !== undefined) give(open, arg);
    if (open !== undefined && text !== undefined) give(open, text);
  }
  return options;
}

function known(name: string): string | undefined {
  const full = name === 'c' ? 'config' : name.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
  return Object.hasOwn(TAKES, full) ? full : undefined;
}
