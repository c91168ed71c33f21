import { readFileSync } from 'node:fs';
import { double } from '@/parts';
import hypotenuse, { Corner } from './parts/hypotenuse';
import { word } from 'words';

export enum Side {
  Left = 1,
  Right,
}

export interface Box {
  readonly width: number;
  readonly height: number;
}

/** Counts how often this module ran: once in each worker. */
const state = globalThis as { shapesRan?: number };
state.shapesRan = (state.shapesRan ?? 0) + 1;

export const timesRun = (): number | undefined => state.shapesRan;

export async function area({ width, height }: Box): Promise<number> {
  return Promise.resolve(width * height);
}

export const doubledDiagonal = ({ width, height }: Box): number => double(hypotenuse(width, height));

export const side = (name: keyof typeof Side): Side => Side[name];

export const said = (): string => `${word} ${Corner.Sharp}`;

export class Galaxy {
  static version(server: string): string {
    return `${server} 24.1`;
  }
}

export const deep = { galaxies: { europe: (name: string): string => `${name}.eu` } };

export function throws(): never {
  const before = readFileSync(__filename, 'utf8').length;


  throw new TypeError(`thrown on line 45, ${before > 0 ? 'read' : ''}`);
}

export default function greet(name: string): string {
  return `hello ${name}`;
}
