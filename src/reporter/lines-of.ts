import { closeSync, openSync, readSync } from 'node:fs';

const CHUNK_BYTES = 1024 ** 2;
const NEWLINE = 0x0a;

/** The lines of a file, one after another: it may be too large to be held as a whole. Empty ones are left out. */
export function* linesOf(path: string): Iterable<string> {
  const file = openSync(path, 'r');
  const chunk = Buffer.alloc(CHUNK_BYTES);
  let pieces: Buffer[] = [];
  try {
    for (let size = readSync(file, chunk); size > 0; size = readSync(file, chunk)) {
      let from = 0;
      for (let end = chunk.indexOf(NEWLINE); end !== -1 && end < size; end = chunk.indexOf(NEWLINE, from)) {
        const line = textOf([...pieces, chunk.subarray(from, end)]);
        pieces = [];
        from = end + 1;
        if (line !== '') yield line;
      }
      // The chunk is written over by what is read next.
      pieces.push(Buffer.from(chunk.subarray(from, size)));
    }
    const rest = textOf(pieces);
    if (rest !== '') yield rest;
  } finally {
    closeSync(file);
  }
}

function textOf(pieces: readonly Buffer[]): string {
  return Buffer.concat(pieces).toString('utf8');
}
