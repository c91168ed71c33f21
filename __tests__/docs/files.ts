import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { posix } from 'node:path';

const root = posix.join(__dirname.replaceAll('\\', '/'), '../..');

/** A file of the repository, by its path from the top: absolute, as `require` wants it. */
export const pathOf = (file: string): string => posix.join(root, file);

export const read = (file: string): string => readFileSync(pathOf(file), 'utf8');

export const exists = (file: string): boolean => existsSync(pathOf(file));

/** The files below a folder that have this ending, by their paths from the top. */
export const filesIn = (folder: string, ending: string): readonly string[] =>
  readdirSync(pathOf(folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith(ending))
    .map((file) => posix.join(folder, file.replaceAll('\\', '/')))
    .sort();
