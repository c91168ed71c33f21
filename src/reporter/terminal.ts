import type { ReportForms } from './report-options';

/** Where a person reads what is printed. */
export interface Terminal {
  /** Whether anything is printed there. */
  readonly isOn: boolean;
  /** Whether a person looks at it, rather than a file or a pipe. */
  readonly isWatched: boolean;
  readonly isColoured: boolean;
  /** How long a line may be: in a file or a pipe as long as it is. */
  readonly columns: number;
  write(text: string): void;
}

/** The part of a stream, and of the environment, that is looked at. */
export interface Stream {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

const WIDEST = 120;

/** Where Jest's own reporters print: the other stream is for what `--json` writes. */
export function terminalOf(
  { terminal }: Pick<ReportForms, 'terminal'>,
  stream: Stream = process.stderr,
  env: NodeJS.ProcessEnv = process.env,
): Terminal {
  const isWatched = stream.isTTY === true;
  return {
    isOn: terminal === 'auto' ? isWatched : terminal,
    isWatched,
    isColoured: isColoured(isWatched, env),
    columns: isWatched ? Math.min(stream.columns || WIDEST, WIDEST) : Infinity,
    write: (text) => void stream.write(text),
  };
}

/** @see https://no-color.org */
function isColoured(isWatched: boolean, { NO_COLOR = '', FORCE_COLOR }: NodeJS.ProcessEnv): boolean {
  if (NO_COLOR !== '') return false;
  if (FORCE_COLOR !== undefined) return FORCE_COLOR !== '0' && FORCE_COLOR !== 'false';
  return isWatched;
}
