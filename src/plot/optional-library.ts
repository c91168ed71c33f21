import { UsageError } from '../errors';

/**
 * A library that few projects have.
 *
 * @param what - what it is needed for, as `A plot`.
 * @param load - asks for it, under its own name, so that bundlers see it.
 * @throws UsageError with the line that installs it, if it cannot be loaded.
 */
export function optionalLibrary<Library>(what: string, name: string, load: () => Library): Library {
  try {
    return load();
  } catch (cause) {
    throw new UsageError(
      `${what} needs the library \`${name}\`, which could not be loaded.\nnpm install --save-dev ${name}`,
      { cause },
    );
  }
}
