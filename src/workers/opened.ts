import { unpack } from '../crossing/pack';
import type { Packed } from '../crossing/parcel';

/** A value, or the error for which it cannot be made anew here: a `URL`, say, while the test replaces that class. */
export function opened(packed: Packed): readonly [value: unknown, hasFailed: boolean] {
  try {
    return [unpack(packed), false];
  } catch (error) {
    return [error, true];
  }
}
