import { expected } from '../errors';
import { isSweep, type Sweep } from '../sweep/sweep';
import type { Layout } from './chart';
import { svgOf } from './svg';
import { pngOf } from './png';

/** How a sweep is drawn; everything has a default. */
export interface PlotOptions {
  /** Default `pool-vs-runtime`. */
  readonly title?: string;
  /** In pixels, a whole number from 320 up; default 720. */
  readonly width?: number;
  /** In pixels, a whole number from 240 up; default 420. */
  readonly height?: number;
}

/** A sweep as a picture. */
export interface Plot {
  /** A picture for pages, light or dark as its reader has it; the same text each time. */
  readonly svg: string;
  /**
   * A light picture for all that takes no SVG, twice as many pixels wide and high. Its letters are of the machine's fonts.
   *
   * @throws UsageError if `@resvg/resvg-js` is not installed.
   */
  png(): Uint8Array;
}

const SMALLEST = { width: 320, height: 240 } as const;

/**
 * Draws a sweep: the time in seconds over the pool size, beside what the time of one worker would be if it were shared out
 * evenly, with the size at which it levels off.
 *
 * @param sweep - what `sweepPoolSizes` gave.
 * @throws UsageError if `echarts` is not installed, for what is no sweep, and for options that there are not.
 * @example
 * const sweep = await sweepPoolSizes([1, 2, 3], (size) => asyncPool(size).map(sleepFor, [300, 100, 100]));
 * plot(sweep).svg.startsWith('<svg') // => true
 */
export function plot(sweep: Sweep, options: PlotOptions = {}): Plot {
  if (!isSweep(sweep)) throw expected('sweep', 'what `await sweepPoolSizes(…)` gave', sweep);
  const layout = checkOptions(options);
  return {
    svg: svgOf(sweep, layout, true),
    png: () => pngOf(svgOf(sweep, layout, false)),
  };
}

function checkOptions(options: PlotOptions): Layout {
  if (typeof options !== 'object' || (options as unknown) === null) throw expected('options', 'an object', options);
  const { title = 'pool-vs-runtime', width = 720, height = 420, ...others } = options;
  const [other] = Object.keys(others);
  if (other !== undefined) {
    throw expected('options', 'made of `title`, `width`, `height`', options, `\`${other}\` is none of them.`);
  }
  if (typeof title !== 'string') throw expected('title', 'a text', title);
  for (const [name, value] of Object.entries({ width, height })) {
    const least = SMALLEST[name as keyof typeof SMALLEST];
    if (!Number.isSafeInteger(value) || value < least) {
      throw expected(name, `a whole number of pixels from ${least} up`, value);
    }
  }
  return { title, width, height };
}
