/** Where a worker finds a function: plain data, which structured cloning carries. */
export type TaskReference = ExportReference | SourceReference | GlobalReference;

/** A function that a module exports, itself or inside what it exports. */
export interface ExportReference {
  readonly kind: 'export';
  /** The module: an absolute path, or a `file:`, `data:` or `node:` address. */
  readonly module: string;
  /** The way to it from the exports: `['default']`, `['Galaxy', 'version']`, or empty for `module.exports` itself. */
  readonly path: readonly string[];
}

/** A function that is written down in the test file. */
export interface SourceReference {
  readonly kind: 'source';
  readonly name: string;
  /** Code that gives the function, once `parameters` of it are known. */
  readonly code: string;
  /** The file it is written in, from which it requires. */
  readonly file: string;
  /** What the compiler put around it: names, and how a worker comes by each. */
  readonly helpers: Readonly<Record<string, HelperSource>>;
}

/** `require(module)`, and of that the member, if one is named. */
export interface HelperSource {
  readonly module: string;
  readonly member?: string;
}

/** One of JavaScript's or Node's own functions: `['Math', 'sqrt']`. */
export interface GlobalReference {
  readonly kind: 'global';
  readonly path: readonly string[];
}
