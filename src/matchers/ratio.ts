/** By how little two ratios of the same times may differ, since quotients are rounded. */
export const ROUNDING = 1e-9;

const FEWEST_DIGITS = 3;
const MOST_DIGITS = 12;

/** A ratio to three digits, or to as many more as tell it from the limit that it does or does not keep. */
export function ratioInWords(ratio: number, limit: number): string {
  let digits = FEWEST_DIGITS;
  if (Math.abs(ratio - limit) > ROUNDING) while (digits < MOST_DIGITS && rounded(ratio, digits) === limit) digits++;
  return String(rounded(ratio, digits));
}

function rounded(ratio: number, digits: number): number {
  return Number(ratio.toPrecision(digits));
}
