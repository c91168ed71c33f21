/**
 * Sweeps as pictures, for pages and reports: `import { plot } from 'jest-lanes/plot'`.
 *
 * A door of its own, since it needs libraries that few projects have: `npm install --save-dev echarts`, and for PNG
 * `@resvg/resvg-js`.
 */
export { type Plot, type PlotOptions, plot } from './plot/plot';
