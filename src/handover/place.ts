import type { InTest } from './records';
import type { FileRecord } from './report-data';

type File = Pick<InTest, 'file' | 'project'>;

/** A test file as Jest writes it: behind the name of its project, if that has one, since several may run one file. */
export function fileName({ file, project }: File): string {
  return project === undefined ? file : `${project} ${file}`;
}

/** A test as a person finds it. */
export function placeOf(record: File & Pick<InTest, 'test'>): string {
  return record.test === '' ? fileName(record) : `${fileName(record)} › ${record.test}`;
}

/** What tells a test from all others of a report. */
export function keyOfTest({ file, project = '', test }: File & Pick<InTest, 'test'>): string {
  return `${project}\n${file}\n${test}`;
}

/** The keys of the tests in a file, or of those that a condition holds for. */
export function keysOfTests(
  { path, project, tests }: FileRecord,
  holds: (test: FileRecord['tests'][number]) => boolean = () => true,
): readonly string[] {
  const file = { file: path, ...(project === undefined ? {} : { project }) };
  return tests.filter(holds).map(({ name }) => keyOfTest({ ...file, test: name }));
}
