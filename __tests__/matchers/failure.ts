import { stripVTControlCharacters } from 'node:util';

/** The message with which an assertion fails or refuses, without colours. */
export function failureOf(assertion: () => void): string {
  try {
    assertion();
  } catch (error) {
    return stripVTControlCharacters((error as Error).message);
  }
  throw new Error('Expected the assertion to fail, and it passed.');
}
