import type { Incoming, Outgoing } from './kind';

/** Writes own properties: how many, then each one's key and value. */
export function writeProperties(object: object, keys: readonly string[], parcel: Outgoing): void {
  parcel.token(keys.length);
  for (const key of keys) {
    parcel.token(key);
    parcel.property(object, key);
  }
}

export function readProperties(made: object, parcel: Incoming): void {
  for (let left = parcel.token() as number; left > 0; left--) {
    setOwn(made as Record<string, unknown>, parcel.token() as string, parcel.value());
  }
}

function setOwn(made: Record<string, unknown>, key: string, value: unknown): void {
  if (key !== '__proto__') made[key] = value;
  else Object.defineProperty(made, key, { value, writable: true, enumerable: true, configurable: true });
}
