import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { UsageError } from '../errors';
import { mergeReports } from '../reporter/merge';
import { reportFiles } from '../reporter/publish';
import { readBlobs } from '../reporter/read-blobs';
import { counted } from '../reporter/run-words';
import { DEFAULT_FOLDER, formsOf } from '../reporter/report-options';
import { PAGE, writeReport } from '../reporter/write-report';
import { type Served, serve } from './serve';

/** What the commands say, and to whom. */
export interface Output {
  readonly say: (text: string) => void;
  readonly complain: (text: string) => void;
}

/** How a command ended: the exit code, or what goes on until it is stopped. */
export type Ended = number | Served;

const HELP = `jest-lanes: what ran when

  jest-lanes merge-reports <folder>   makes one report of those of all shards, found in the folder and below
      --output <folder>               where it goes; default the same folder
  jest-lanes show-report [folder]     shows a report in the browser, on this machine only
      --port <number>                 default: any that is free

  The folder is \`${DEFAULT_FOLDER}\` where none is named.
  --help, -h                          prints this`;

/** Runs a command. It never throws: what is wrong it says, and ends with 1. */
export async function runCommand(args: readonly string[], output: Output): Promise<Ended> {
  try {
    return await run(args, output);
  } catch (error) {
    output.complain(`jest-lanes: ${(error as Error).message}`);
    return 1;
  }
}

async function run(args: readonly string[], { say }: Output): Promise<Ended> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { help: { type: 'boolean', short: 'h' }, output: { type: 'string' }, port: { type: 'string' } },
  });
  const [command, folder = DEFAULT_FOLDER, ...more] = positionals;
  if (values.help === true || command === undefined) {
    say(HELP);
    return values.help === true ? 0 : 1;
  }
  if (more.length > 0) throw new UsageError(`One folder is enough, and ${more.length + 1} are named. See --help.`);
  if (command === 'merge-reports') return merge(folder, values.output ?? folder, say);
  if (command === 'show-report') return show(folder, portOf(values.port), say);
  throw new UsageError(`There is no command \`${command}\`, only \`merge-reports\` and \`show-report\`. See --help.`);
}

function merge(from: string, to: string, say: Output['say']): number {
  const data = mergeReports(readBlobs(from));
  writeReport(to, data.session.id, reportFiles(data, formsOf(), false));
  const { files, runs } = data;
  say(`${counted(files.length, 'test file')} and ${counted(runs.length, 'run')}: ${join(to, data.session.id)}`);
  return 0;
}

async function show(folder: string, port: number, say: Output['say']): Promise<Served> {
  if (!existsSync(join(folder, PAGE))) {
    throw new UsageError(
      `There is no ${join(folder, PAGE)}. Jest writes it with the reporter \`jest-lanes/reporter\`.`,
    );
  }
  const served = await serve(folder, PAGE, port);
  say(`${served.url} shows ${join(folder, PAGE)}; stop it by Ctrl-C.`);
  return served;
}

function portOf(text = '0'): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  throw new UsageError(`Expected \`--port\` to be a whole number up to 65535, got \`${text}\`.`);
}
