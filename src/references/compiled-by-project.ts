import type { ProjectConfig } from './project';

/** Which files the transforms of a project compile: as Jest has it, by patterns. All others run as they are. */
export function compiledByProject({ transform, transformIgnorePatterns }: ProjectConfig): (file: string) => boolean {
  const patterns = transform.map(([pattern]) => new RegExp(pattern));
  const ignored = transformIgnorePatterns.length === 0 ? undefined : new RegExp(transformIgnorePatterns.join('|'));
  return (file) => ignored?.test(file) !== true && patterns.some((pattern) => pattern.test(file));
}
