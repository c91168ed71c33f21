import type { FileRecord, ReportData } from '../handover/report-data';

/** GitHub shows no more than ten of a step. */
const MOST = 10;

/**
 * The commands by which a step on GitHub marks failed tests in the code.
 *
 * @param fromWorkspace - gives the path from the root of the repository to a test file.
 * @see https://docs.github.com/actions/reference/workflow-commands-for-github-actions
 */
export function annotationsOf(data: ReportData, fromWorkspace: (path: string) => string): readonly string[] {
  return data.files
    .flatMap((file) => failuresOf(file))
    .slice(0, MOST)
    .map(({ file, title, message }) => {
      const line = lineIn(message, file.path);
      const properties = [
        `file=${property(fromWorkspace(file.path))}`,
        ...(line === undefined ? [] : [`line=${line}`]),
      ];
      return `::error ${[...properties, `title=${property(title)}`].join(',')}::${text(message)}`;
    });
}

interface Failure {
  readonly file: FileRecord;
  readonly title: string;
  readonly message: string;
}

function failuresOf(file: FileRecord): readonly Failure[] {
  const ofTests = file.tests.flatMap(({ name, failures }) =>
    failures.slice(0, 1).map((message) => ({ file, title: name, message })),
  );
  return file.error === undefined ? ofTests : [{ file, title: file.path, message: file.error }, ...ofTests];
}

/** Where its stack comes to the test file. */
function lineIn(message: string, path: string): string | undefined {
  const name = path.slice(path.lastIndexOf('/') + 1).replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
  return new RegExp(`${name}:(\\d+):\\d+`).exec(message)?.[1];
}

function text(value: string): string {
  return value.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(value: string): string {
  return text(value).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
