import { types } from 'node:util';
import { attempt } from '../attempt';
import { bug } from '../../errors';
import type { Refusal } from '../refusal';
import { kind } from './kind';

type BufferClass = new (buffer: ArrayBufferLike, offset: number, length: number) => ArrayBufferView;
interface Resizable {
  readonly resizable?: boolean;
  readonly maxByteLength?: number;
}

/** Not by `ArrayBuffer.prototype.slice`, which makes the copy by the constructor of the user's class, if it is of one. */
const copyOf = (bytes: ArrayBufferLike): ArrayBuffer => new Uint8Array(bytes).slice().buffer;

/** A Buffer crosses by its own bytes: the memory behind it is often one that all small Buffers share. */
export const buffers = kind<Buffer>({
  is: (value) => types.isUint8Array(value) && Buffer.isBuffer(value),
  refusal: ({ buffer }) => refusalOfBytes(buffer),
  writeShell: (value, parcel) => parcel.shell(new Uint8Array(value).buffer),
  readShell: (parcel) => Buffer.from(parcel.shell() as ArrayBuffer),
});

/** Copied when it is packed; views of one ArrayBuffer are views of one ArrayBuffer on the other side too. */
export const arrayBuffers = kind<ArrayBuffer>({
  is: types.isArrayBuffer,
  refusal: refusalOfBytes,
  writeShell(value, parcel) {
    const { resizable, maxByteLength } = value as Resizable;
    parcel.shell(copyOf(value));
    parcel.shell(resizable === true ? maxByteLength : undefined);
  },
  readShell(parcel) {
    const bytes = parcel.shell() as ArrayBuffer;
    const maxByteLength = parcel.shell() as number | undefined;
    if (maxByteLength === undefined && bytes instanceof ArrayBuffer) return bytes;
    return copied(bytes, maxByteLength);
  },
});

function refusalOfBytes(bytes: ArrayBufferLike): Refusal | undefined {
  if (!types.isArrayBuffer(bytes) || attempt(() => new Uint8Array(bytes)) !== undefined) return undefined;
  return {
    what: 'an ArrayBuffer that was transferred away',
    advice: 'Send it before it is transferred, or send a copy.',
  };
}

function copied(bytes: ArrayBuffer, maxByteLength: number | undefined): ArrayBuffer {
  const Resizable = ArrayBuffer as new (length: number, options?: { maxByteLength: number }) => ArrayBuffer;
  const copy = new Resizable(bytes.byteLength, maxByteLength === undefined ? undefined : { maxByteLength });
  new Uint8Array(copy).set(new Uint8Array(bytes));
  return copy;
}

/** The one thing that crosses uncopied, to where memory can be shared. */
export const sharedArrayBuffers = kind<SharedArrayBuffer>({
  is: types.isSharedArrayBuffer,
  refusal: (_, { sharesMemory }) =>
    sharesMemory
      ? undefined
      : {
          what: 'a SharedArrayBuffer',
          advice:
            'Processes share no memory. Use a thread pool, or send a copy of the bytes: `new Uint8Array(shared).slice()`.',
        },
  writeShell: (value, parcel) => parcel.shell(value),
  readShell: (parcel) => Object.setPrototypeOf(parcel.shell(), SharedArrayBuffer.prototype) as SharedArrayBuffer,
});

/** A typed array or a DataView. */
export const views = kind<ArrayBufferView>({
  is: types.isArrayBufferView,
  needs: ({ buffer }) => buffer,
  writeShell(value, parcel) {
    parcel.shell(viewClass(value));
    parcel.shell(parcel.placeOf(value.buffer));
    parcel.shell(value.byteOffset);
    parcel.shell(types.isDataView(value) ? value.byteLength : (value as Uint8Array).length);
  },
  readShell(parcel) {
    const name = parcel.shell() as string;
    const View = (globalThis as unknown as Record<string, BufferClass | undefined>)[name];
    const [place, offset, length] = [parcel.shell(), parcel.shell(), parcel.shell()] as [number, number, number];
    if (View === undefined) throw bug(`there is no ${name} in this realm`);
    return new View(parcel.at(place) as ArrayBuffer, offset, length);
  },
});

const typedArrayName = Object.getOwnPropertyDescriptor(
  Object.getPrototypeOf(Uint8Array.prototype) as object,
  Symbol.toStringTag,
)!.get!;

/** By what it is, whatever class of the user's it has. */
function viewClass(value: ArrayBufferView): string {
  return types.isDataView(value) ? 'DataView' : (typedArrayName.call(value) as string);
}
