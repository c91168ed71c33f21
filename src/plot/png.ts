import type * as Resvg from '@resvg/resvg-js';
import { UsageError } from '../errors';

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
  try {
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- few projects have it
    return require('@resvg/resvg-js') as typeof Resvg;
  } catch (cause) {
    throw new UsageError(
      'A PNG needs the library `@resvg/resvg-js`, which could not be loaded.\nnpm install --save-dev @resvg/resvg-js',
      { cause },
    );
  }
}
