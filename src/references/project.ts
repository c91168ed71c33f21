import { shared } from '../realm';

/** A Jest project's config, as far as loading modules needs it; the rest of it is there for the transformers. */
export interface ProjectConfig {
  readonly rootDir: string;
  readonly cacheDirectory: string;
  /** Pattern, path of the transformer, its options; the first match wins. */
  readonly transform: readonly (readonly [string, string, unknown?])[];
  readonly transformIgnorePatterns: readonly string[];
  readonly moduleNameMapper: readonly (readonly [string, string | readonly string[]])[];
  readonly moduleFileExtensions: readonly string[];
  readonly moduleDirectories: readonly string[];
  readonly modulePaths?: readonly string[];
  readonly resolver?: string | null;
}

/** What a worker needs to load modules as this Jest project does: plain data. */
export type ProjectModules =
  | { readonly kind: 'config'; readonly config: ProjectConfig; readonly digest: string }
  /** No environment of ours told the config: the worker asks Jest for the config of this test file. */
  | {
      readonly kind: 'search';
      readonly cwd: string;
      readonly commandLine: readonly string[] | undefined;
      readonly testPath: string;
    }
  /** This is no Jest: the worker loads modules as Node does. */
  | { readonly kind: 'node' };

/** What this realm's workers need, once it is known; in a worker it is what it was told itself, for pools of its tasks. */
export const knownProject = shared('known-project', () => ({ modules: undefined as ProjectModules | undefined }));
