import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { UsageError } from '../errors';
import type { ReportData } from '../handover/report-data';
import { BLOB_NAME } from './blob';
import type { Blob } from './merge';

/**
 * The reports of shards in a folder, and in the folders in it: what is brought together from several machines often comes
 * with a folder for each.
 *
 * @throws UsageError if the folder, or a file, cannot be read.
 */
export function readBlobs(folder: string): readonly Blob[] {
  const names = namesIn(folder).filter((name) => BLOB_NAME.test(name));
  return names.sort().map((name) => readBlob(join(folder, name)));
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder, { recursive: true, encoding: 'utf8' });
  } catch (cause) {
    throw new UsageError(`There is no folder ${folder}.`, { cause });
  }
}

function readBlob(path: string): Blob {
  const data = parsed(path);
  if (typeof data === 'object' && data !== null && 'schema' in data && 'session' in data) {
    return { path, data: data as ReportData };
  }
  throw new UsageError(`${path} is not the report of a shard.`);
}

function parsed(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (cause) {
    throw new UsageError(`${path} is not the report of a shard: it is no JSON. Was it written to its end?`, { cause });
  }
}
