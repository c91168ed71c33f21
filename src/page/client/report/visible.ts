const ESCAPE_CODES = new RegExp(`${String.fromCharCode(27)}\\[[0-9;]*m`, 'g');
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;
/** Line ends and tabs do as they should; the joiners hold letters and emoji together. */
const WELCOME = new Set(['\n', '\t', '\u200c', '\u200d']);

/**
 * A text in which nothing is hidden: characters that cannot be seen, or that turn the direction of what follows, are
 * written out, so that no name passes for another. Terminal colours are dropped.
 *
 * @example visible('a\u202eb') // => 'a\\u{202e}b'
 */
export function visible(text: string): string {
  return text.replace(ESCAPE_CODES, '').replace(UNSEEN, (character) => {
    return WELCOME.has(character) ? character : `\\u{${character.codePointAt(0)!.toString(16)}}`;
  });
}

/** The same on one line. */
export function visibleName(text: string): string {
  return visible(text).replaceAll('\n', '\\n').replaceAll('\t', '\\t') || '""';
}
