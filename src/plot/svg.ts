import type * as ECharts from 'echarts';
import type { Sweep } from '../sweep/sweep';
import { element } from '../timeline/xml';
import { chartOf, type Layout } from './chart';
import { FOLLOWS_READER } from './colours';
import { optionalLibrary } from './optional-library';

/**
 * A sweep as an SVG.
 *
 * @param followsReader - whether it turns dark where its reader prefers that; not all that read SVG know such rules.
 * @throws UsageError if the library that draws it is not installed.
 */
export function svgOf(sweep: Sweep, { title, width, height }: Layout, followsReader: boolean): string {
  const chart = library().init(null, null, { renderer: 'svg', ssr: true, width, height });
  try {
    chart.setOption(chartOf(sweep, title));
    return dressed(chart.renderToSVGString(), sweep, title, followsReader);
  } finally {
    chart.dispose();
  }
}

/** With a text for those who hear it, and without what differs from one drawing to the next. */
function dressed(svg: string, sweep: Sweep, title: string, followsReader: boolean): string {
  const spoken = [element('title', {}, title), element('desc', {}, sweep.toString())].map(({ xml }) => xml).join('');
  const style = followsReader ? FOLLOWS_READER : '';
  // The library numbers the charts of a process, and hovers over what is to stand still.
  const still = svg
    .replaceAll(/<style\s*>[^]*?<\/style>/g, '')
    .replaceAll(/ class="zr[^"]*"/g, '')
    .replaceAll(/\bzr\d+-/g, 'lanes-plot-');
  return `${still.replace(/<svg ([^>]*)>/, `<svg class="lanes-plot" role="img" $1>${spoken}${style}`).trim()}\n`;
}

function library(): typeof ECharts {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- few projects have it
  return optionalLibrary('A plot', 'echarts', () => require('echarts') as typeof ECharts);
}
