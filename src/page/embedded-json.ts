const UNSAFE = /[<>&\u2028\u2029]/g;

/**
 * A value as JSON that may stand inside a `<script>` of a page, whatever texts it holds.
 *
 * Without a `<` nothing inside ends the element, nor begins a comment in it; the others are escaped for the sake of
 * readers that are not browsers.
 */
export function embeddedJson(value: unknown): string {
  return JSON.stringify(value).replace(
    UNSAFE,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
