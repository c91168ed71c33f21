/** A piece of XML. Only {@link element} makes one, so that no text can pass for markup. */
export class Markup {
  constructor(readonly xml: string) {}
}

// What XML 1.0 has no way to write, and what would turn the reading order of the text around it.
const UNFIT = /[^\t\n\r\x20-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]|[\u202a-\u202e\u2066-\u2069]/gu;
const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/**
 * An element. Texts among its children, and the values of its attributes, are escaped; children are written without
 * anything between them.
 */
export function element(
  name: string,
  attributes: Readonly<Record<string, string | number | undefined>>,
  ...children: readonly (Markup | string)[]
): Markup {
  const written = Object.entries(attributes).flatMap(([key, value]) =>
    value === undefined ? [] : [` ${key}="${escaped(typeof value === 'number' ? rounded(value) : value)}"`],
  );
  const inner = children.map((child) => (child instanceof Markup ? child.xml : escaped(child))).join('');
  const start = `<${name}${written.join('')}`;
  return new Markup(inner === '' ? `${start}/>` : `${start}>${inner}</${name}>`);
}

/** Text as XML holds it: what has a meaning there is escaped, what cannot be there is shown as `�`. */
export function escaped(text: string): string {
  return text.replace(UNFIT, '\ufffd').replace(/[&<>"']/g, (character) => ENTITIES[character]!);
}

/** A length in pixels, to a hundredth. */
export function rounded(pixels: number): string {
  return String(Number(pixels.toFixed(2)));
}
