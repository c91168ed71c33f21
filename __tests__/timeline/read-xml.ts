/** An element of XML, as far as the tests look at it. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: (XmlElement | string)[];
}

const TOKEN = /<(\/?)([a-z]+)((?: [a-zA-Z-]+="[^"<]*")*)(\/?)>|([^<]+)/y;
const ENTITY: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };

/** Reads the XML that we write, strictly: elements closed in turn, no entity but the five, nothing else. */
export function readXml(xml: string): XmlElement {
  const top: XmlElement = { name: '', attributes: {}, children: [] };
  const open = [top];
  for (TOKEN.lastIndex = 0; TOKEN.lastIndex < xml.length;) {
    const at = TOKEN.lastIndex;
    const found = TOKEN.exec(xml);
    if (found === null) throw new Error(`No XML at ${at}: ${xml.slice(at, at + 80)}`);
    const [, closes, name, attributes, isWhole, text] = found;
    const parent = open.at(-1)!;
    if (text !== undefined) parent.children.push(unescaped(text));
    else if (closes === '/') {
      if (open.pop()!.name !== name) throw new Error(`${name} closes ${parent.name}`);
    } else {
      const element = { name: name!, attributes: attributesIn(attributes!), children: [] };
      parent.children.push(element);
      if (isWhole === '') open.push(element);
    }
  }
  if (open.length !== 1 || top.children.length !== 1) throw new Error('Not one element');
  return top.children[0] as XmlElement;
}

/** All elements of a tree, in the order in which they stand. */
export function elementsIn(element: XmlElement): readonly XmlElement[] {
  return [element, ...element.children.flatMap((child) => (typeof child === 'string' ? [] : elementsIn(child)))];
}

/** The text in an element. */
export function textIn({ children }: XmlElement): string {
  return children.map((child) => (typeof child === 'string' ? child : textIn(child))).join('');
}

function attributesIn(text: string): Record<string, string> {
  return Object.fromEntries(
    [...text.matchAll(/ ([^=]+)="([^"]*)"/g)].map(([, key, value]) => [key!, unescaped(value!)]),
  );
}

function unescaped(text: string): string {
  return text.replace(/&([^;]*);?/g, (all, name: string) => {
    if (ENTITY[name] === undefined || !all.endsWith(';')) throw new Error(`No entity: ${all}`);
    return ENTITY[name];
  });
}
