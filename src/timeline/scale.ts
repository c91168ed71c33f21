/** Where on a line of columns does something belong? */
export class Scale {
  /**
   * @param from - what the first column begins with.
   * @param until - what the last column ends with; greater than `from`.
   * @param columns - how many columns there are.
   */
  constructor(
    readonly from: number,
    readonly until: number,
    readonly columns: number,
  ) {}

  /** The column in which `x` lies; on the border of two columns, the right one. Outside the line, the nearest column. */
  columnOf(x: number): number {
    return this.#within(Math.floor(this.placeOf(x) + TINY));
  }

  /** The last column of a piece that ends at `x`; on the border of two columns, the left one. */
  lastColumnOf(x: number): number {
    return this.#within(Math.ceil(this.placeOf(x) - TINY) - 1);
  }

  /** Round values between the ends, at least `apart` columns and a distance of `least` from one another. */
  ticks(apart: number, least = 0): number[] {
    const step = roundUp(Math.max((apart * (this.until - this.from)) / this.columns, least));
    const found: number[] = [];
    // Where the whole line is shorter than numbers so great can tell apart, the next value may be no greater.
    for (let n = Math.floor(this.from / step) + 1; n * step < this.until && found.length < this.columns; n++) {
      found.push(n * step);
    }
    return found;
  }

  /** Where `x` lies, in columns from the left, not rounded; outside the line, beyond its ends. */
  placeOf(x: number): number {
    return ((x - this.from) / (this.until - this.from)) * this.columns;
  }

  #within(column: number): number {
    return Math.min(Math.max(column, 0), this.columns - 1);
  }
}

// Keeps what lies on a border there, when dividing leaves it a hair beside.
const TINY = 1e-6;

/** The next of 1, 2, 5, 10, 20, 50, … */
function roundUp(x: number): number {
  const power = 10 ** Math.floor(Math.log10(x));
  return power * ([1, 2, 5].find((digit) => digit * power >= x) ?? 10);
}
