import { arrays, flatArrays } from './arrays';
import { arrayBuffers, buffers, sharedArrayBuffers, views } from './binary';
import { maps, sets } from './collections';
import { errors } from './errors';
import type { Kind } from './kind';
import { bareObjects, instances, plainObjects } from './objects';
import { boxedPrimitives, dates, regularExpressions, searchParameters, urls } from './values';

/** Every object is of the first kind that takes it; a kind's number is its index here. The common ones come first. */
export const KINDS: readonly Kind[] = [
  plainObjects,
  flatArrays,
  arrays,
  maps,
  sets,
  dates,
  regularExpressions,
  boxedPrimitives,
  buffers,
  arrayBuffers,
  sharedArrayBuffers,
  views,
  errors,
  urls,
  searchParameters,
  bareObjects,
  instances,
];
