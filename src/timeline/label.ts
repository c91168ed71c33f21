const LONGEST = 16;

// All but what is printable and one column wide in any terminal: ASCII, and the letters of Latin, Greek and Cyrillic.
const WIDE = /[^\x20-\x7e\u00a1-\u00ac\u00ae-\u024f\u0370-\u0377\u037a-\u03ff\u0400-\u0482\u048a-\u052f]/gu;

/**
 * Labels as a drawing shows them: at most 16 columns, in characters that take one column each; whatever else they hold
 * is written out (`\n`, `\u{1f422}`).
 *
 * If one is too long, all lose words that they share at the front, since those tell nothing apart; what is cut off is
 * marked with `~`.
 */
export function shortLabels(labels: readonly string[]): string[] {
  const clean = labels.map(written);
  if (clean.every(isShort)) return clean;
  const bare = clean.map((label) => label.replace(/^(?:http|ws)s?:\/\//, ''));
  const start = bare.every(isShort) ? 0 : startOf(bare);
  return bare.map((label) => cut(start === 0 ? label : `~${label.slice(start)}`));
}

/** A label in characters that take one column each; what others it holds is written out. */
export function written(label: string): string {
  return label.normalize().replace(WIDE, writtenOut) || '""';
}

function writtenOut(character: string): string {
  const usual = { '\n': '\\n', '\r': '\\r', '\t': '\\t' }[character];
  return usual ?? `\\u{${character.codePointAt(0)!.toString(16)}}`;
}

function isShort(label: string): boolean {
  return label.length <= LONGEST;
}

function cut(label: string): string {
  return isShort(label) ? label : `${label.slice(0, LONGEST - 1)}~`;
}

/** Where labels may start without a difference between them being lost: as early as lets the longest fit. */
function startOf(labels: readonly string[]): number {
  // Not `Math.max(...)`: of some hundred thousand arguments the stack overflows.
  const longest = labels.reduce((most, { length }) => Math.max(most, length), 0);
  const starts = wordStarts(labels[0]!.slice(0, commonLength(labels)));
  return starts.find((start) => longest - start < LONGEST) ?? starts.at(-1) ?? 0;
}

function wordStarts(text: string): number[] {
  return [...text.matchAll(/[^\p{L}\p{N}](?=[\p{L}\p{N}]|$)/gu)].map((match) => match.index + 1);
}

function commonLength([first = '', ...others]: readonly string[]): number {
  if (others.length === 0) return 0;
  let length = 0;
  while (length < first.length && others.every((other) => other[length] === first[length])) length++;
  return length;
}
