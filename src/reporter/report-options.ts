import { expected } from '../errors';

/** What the reporter writes; everything has a default. */
export interface ReporterOptions {
  /** Where reports go, relative to Jest's `rootDir`; default `jest-lanes-report`. */
  readonly folder?: string;
  /** Whether to write `report.html`: one page with everything on it. Default true. */
  readonly html?: boolean;
  /**
   * Whether to write a `trace.json` for each run, in Chrome's Trace Event Format, which Perfetto opens; of more than 50
   * runs those that failed and then the longest. Default true; in watch mode never, since Jest would see a change.
   */
  readonly trace?: boolean;
  /**
   * Whether to write `summary.md`, and to add it to GitHub's page of the job where `GITHUB_STEP_SUMMARY` names it.
   * Default true.
   */
  readonly summary?: boolean;
  /** Whether failed tests become annotations on GitHub, where Jest's own reporter for it does not run. Default true. */
  readonly annotations?: boolean;
  /** Whether to print after Jest's summary: `'auto'` (default) does where a person looks at a terminal. */
  readonly terminal?: boolean | 'auto';
}

/** The same with its defaults. */
export type ReportForms = Required<ReporterOptions>;

/** Where reports go, if nobody says otherwise. */
export const DEFAULT_FOLDER = 'jest-lanes-report';

const DEFAULTS: ReportForms = {
  folder: DEFAULT_FOLDER,
  html: true,
  trace: true,
  summary: true,
  annotations: true,
  terminal: 'auto',
};

/** @throws UsageError for what is no option, or has no fit value. */
export function formsOf(options: unknown = {}): ReportForms {
  if (typeof options !== 'object' || options === null) throw expected('options', 'an object', options);
  for (const [name, value] of Object.entries(options)) check(name, value, options);
  return { ...DEFAULTS, ...options };
}

function check(name: string, value: unknown, options: object): void {
  if (!Object.hasOwn(DEFAULTS, name)) {
    const known = Object.keys(DEFAULTS).map((one) => `\`${one}\``);
    throw expected('options', `made of ${known.join(', ')}`, options, `\`${name}\` is none of them.`);
  }
  if (name === 'folder') {
    if (typeof value === 'string' && value.trim() !== '') return;
    throw expected(name, "a folder, as 'jest-lanes-report'", value);
  }
  if (typeof value === 'boolean' || (name === 'terminal' && value === 'auto')) return;
  throw expected(name, name === 'terminal' ? "true, false or 'auto'" : 'true or false', value);
}
