import type { FileRecord } from '../handover/report-data';

/**
 * What to call each test file where several are named together: its name, with as many of the folders above in front as it
 * takes to tell it from the others, and with its project if that ran the same file as another one.
 *
 * A path is long, and where there is little room its end is what tells it.
 */
export function shortNames(files: readonly Pick<FileRecord, 'path' | 'project'>[]): readonly string[] {
  const paths = [...new Set(files.map(({ path }) => path))];
  const short = new Map(distinctEnds(paths.map((path) => path.split('/'))).map((name, i) => [paths[i]!, name]));
  const counts = new Map<string, number>();
  for (const { path } of files) counts.set(path, (counts.get(path) ?? 0) + 1);
  return files.map(({ path, project }) => {
    const name = short.get(path)!;
    return project === undefined || counts.get(path) === 1 ? name : `${project} ${name}`;
  });
}

/** Of each path the fewest parts, from its end, that no other one ends with; of one that all ends with, all. */
function distinctEnds(paths: readonly (readonly string[])[]): readonly string[] {
  const endOf = (parts: readonly string[], count: number): string => parts.slice(-count).join('/');
  const counts = new Map<string, number>();
  for (const parts of paths) {
    for (let count = 1; count <= parts.length; count++) {
      const end = endOf(parts, count);
      counts.set(end, (counts.get(end) ?? 0) + 1);
    }
  }
  return paths.map((parts) => {
    let count = 1;
    while (count < parts.length && counts.get(endOf(parts, count))! > 1) count += 1;
    return endOf(parts, count);
  });
}
