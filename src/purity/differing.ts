import { shown } from './snapshot';
import type { Equals, Outcome } from './stage';

/** Which two rounds are compared, and how. */
export interface Versus {
  /** How the first round is said: `here`. */
  readonly first: string;
  /** How the second one is said: `in another order`. */
  readonly where: string;
  readonly equals: Equals;
}

/** The inputs for which it came to something else the second time, each in words. */
export function differing(
  inputs: readonly unknown[],
  outcomes: readonly Outcome[],
  again: readonly Outcome[],
  { first, where, equals }: Versus,
): string[] {
  return outcomes.flatMap((one, i) => {
    const other = again[i]!;
    if (one.threw === other.threw && equals(one.value, other.value)) return [];
    const verb = one.threw === other.threw ? '' : `${verbOf(other)} `;
    return [
      `for inputs[${i}], which is ${shown(inputs[i])}, ` +
        `it ${verbOf(one)} ${came(one)} ${first} and ${verb}${came(other)} ${where}`,
    ];
  });
}

function verbOf({ threw }: Outcome): string {
  return threw ? 'threw' : 'gave';
}

function came({ value }: Outcome): string {
  return value instanceof Error ? `${value.name}: ${value.message}` : shown(value);
}
