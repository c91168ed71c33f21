import { dirname, join, sep } from 'node:path';
import { realpathSync, statSync } from '../native-files';

/** The folder of the installed package that a request names, seen from a file; it ends as folders do. */
export function packageFolderOf(request: string, from: string): string | undefined {
  const [name] = /^(?:@[^/.][^/]*\/)?[^/.@][^/]*/.exec(request) ?? [];
  if (name === undefined) return undefined;
  for (let folder = dirname(from); ; folder = dirname(folder)) {
    const found = join(folder, 'node_modules', name);
    if (statSync(found, { throwIfNoEntry: false })?.isDirectory() === true) return realpathSync(found) + sep;
    if (folder === dirname(folder)) return undefined;
  }
}
