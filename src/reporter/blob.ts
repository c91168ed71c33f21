import type { ReportData } from '../handover/report-data';

/** What the file of a shard is called; unlike those of the others, since they will be laid in one folder. */
export function blobName({ index, of }: { readonly index: number; readonly of: number }): string {
  return `shard-${index}-of-${of}.blob.json`;
}

/** The pattern of such names. */
export const BLOB_NAME = /\.blob\.json$/;

/** The file of a shard: all that was reported, to be merged with the others. */
export function blobOf(data: ReportData): string {
  return JSON.stringify(data);
}
