/** Says where a member is, from the path of what holds it. */
export type Words = (path: string, key: unknown) => string;

/** The value itself: `inputs`. */
export const itself: Words = (path) => path;

const NAME = /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u;

const INDEX = /^(?:0|[1-9]\d*)$/;

/** `inputs[3]`, `inputs.callback`, `inputs["two words"]`. */
export const member: Words = (path, key) => {
  const text = String(key);
  if (NAME.test(text)) return `${path}.${text}`;
  return `${path}[${INDEX.test(text) ? text : JSON.stringify(text)}]`;
};

/** `inputs.get("key")`, or `[...inputs.values()][2]` where the key of the entry is an object. */
export const mapValue: Words = (path, entry) => {
  const [key, index] = entry as [unknown, number];
  if (typeof key === 'string') return `${path}.get(${JSON.stringify(key)})`;
  return typeof key === 'number' ? `${path}.get(${key})` : `[...${path}.values()][${index}]`;
};

/** `[...inputs.keys()][2]` */
export const mapKey: Words = (path, index) => `[...${path}.keys()][${index as number}]`;

/** `[...inputs][2]` */
export const setMember: Words = (path, index) => `[...${path}][${index as number}]`;
