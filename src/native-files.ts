import type * as Files from 'node:fs';
import { requireOutside } from './outside';

/**
 * Node's own functions for files, as they are when this package loads: neither a test file's mock of `fs` nor a spy on it is
 * in the way of its pools.
 */
export const {
  closeSync,
  fstatSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  realpathSync,
  renameSync,
  rmdirSync,
  statSync,
  unlinkSync,
  writeFileSync,
  writeSync,
} = requireOutside('node:fs') as typeof Files;
