import { isMainThread } from 'node:worker_threads';
import { requireOutside } from '../outside';
import type { ProjectModules } from './project';

/** Compilers that crash the whole process when a thread ends which was the first to load them. */
const CRASHING = ['@swc/core'];

/**
 * Loads such a compiler here, in the main thread, before any thread of ours can be the first. Jest has mostly done so,
 * but not where it found all files compiled and a transformer loads its compiler late.
 *
 * Where this is no main thread either, nothing helps, and Jest's own threads crash by it.
 *
 * @see https://github.com/swc-project/swc/issues/2276
 */
export function loadNativeCompilers(project: ProjectModules): void {
  if (!isMainThread) return;
  for (const path of placesToLoadFrom(project)) for (const compiler of CRASHING) tryToLoad(compiler, path);
}

/** The files that may require such a compiler, as far as they are known. */
function placesToLoadFrom(project: ProjectModules): readonly string[] {
  if (project.kind === 'node') return [];
  // Which transformers there are, only the workers will find out.
  if (project.kind === 'search') return [project.testPath];
  // Of installed transformers only those named after it use it; the project's own may use anything.
  return project.config.transform
    .map(([, path]) => path)
    .filter((path) => !/[\\/]node_modules[\\/](?!.*swc)/i.test(path));
}

/** Most projects have none of them. */
function tryToLoad(name: string, from: string): void {
  try {
    requireOutside(name, from);
  } catch {
    // Whoever does need it will say so.
  }
}
