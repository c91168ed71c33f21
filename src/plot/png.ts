import type * as Resvg from '@resvg/resvg-js';
import { optionalLibrary } from './optional-library';

const PIXELS_A_PIXEL = 2;

/**
 * An SVG as a PNG.
 *
 * @throws UsageError if the library that does it is not installed.
 */
export function pngOf(svg: string): Uint8Array {
  const { Resvg } = library();
  const image = new Resvg(svg, {
    fitTo: { mode: 'zoom', value: PIXELS_A_PIXEL },
    font: { loadSystemFonts: true, defaultFontFamily: 'DejaVu Sans', sansSerifFamily: 'DejaVu Sans' },
  });
  return image.render().asPng();
}

function library(): typeof Resvg {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- few projects have it
  return optionalLibrary('A PNG', '@resvg/resvg-js', () => require('@resvg/resvg-js') as typeof Resvg);
}
