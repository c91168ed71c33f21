import { copyFileSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { SESSION_ID } from './session';

/** How many reports stay in the folder. */
const MOST_SESSIONS = 5;

/** The page, which also stands at the top of the folder, where one finds it. */
export const PAGE = 'report.html';

/**
 * Writes the files of one report into a folder of its own, which appears at once and whole: another Jest may be writing
 * there too. The page of whoever came last stands at the top. Of older reports the last few stay.
 *
 * @param folder - where reports go.
 * @param session - the id of the session.
 * @param files - texts by path.
 */
export function writeReport(folder: string, session: string, files: ReadonlyMap<string, string>): void {
  openReports(folder);
  const draft = join(folder, `.${session}`);
  try {
    for (const [path, text] of files) {
      mkdirSync(dirname(join(draft, path)), { recursive: true });
      writeFileSync(join(draft, path), text);
    }
    renameSync(draft, join(folder, session));
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
  if (files.has(PAGE)) putOnTop(folder, session);
  forgetOldOnes(folder);
}

/** Writes a file at once and whole. */
export function writeWhole(path: string, text: string): void {
  const draft = `${path}.${process.pid}.draft`;
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(draft, text);
  renameSync(draft, path);
}

function putOnTop(folder: string, session: string): void {
  const draft = join(folder, `.${session}.html`);
  copyFileSync(join(folder, session, PAGE), draft);
  renameSync(draft, join(folder, PAGE));
}

/** Makes the folder, if it is not there, and keeps it out of version control: whoever wants it there deletes the file. */
export function openReports(folder: string): void {
  if (mkdirSync(folder, { recursive: true }) !== undefined) writeFileSync(join(folder, '.gitignore'), '*\n');
}

function forgetOldOnes(folder: string): void {
  const sessions = readdirSync(folder).filter((name) => SESSION_ID.test(name));
  for (const old of sessions.sort().slice(0, -MOST_SESSIONS))
    rmSync(join(folder, old), { recursive: true, force: true });
}
