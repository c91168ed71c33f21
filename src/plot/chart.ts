import type { EChartsOption, LineSeriesOption } from 'echarts';
import type { Sweep, SweepRow } from '../sweep/sweep';
import { LIGHT } from './colours';

/** How a chart is laid out. */
export interface Layout {
  readonly title: string;
  /** In pixels. */
  readonly width: number;
  readonly height: number;
}

const DECIMALS = 3;

/** A sweep as the chart library is told of it. It calls a mark beside a line a symbol. */
export function chartOf(sweep: Sweep, title: string): EChartsOption {
  const { rows } = sweep;
  const sizes = rows.map(({ size }) => size);
  const [least, greatest] = [sizes[0]!, sizes.at(-1)!];
  const room = (greatest - least) * 0.06 || 1;
  return {
    animation: false,
    backgroundColor: LIGHT.paper,
    textStyle: { fontFamily: 'DejaVu Sans, Verdana, sans-serif', color: LIGHT.ink },
    title: { text: title, left: 'center', top: 10, textStyle: { color: LIGHT.ink, fontSize: 16 } },
    legend: { bottom: 6, icon: 'roundRect', itemHeight: 4, itemGap: 24, textStyle: { color: LIGHT.ink, fontSize: 12 } },
    grid: { left: 64, right: 28, top: 52, bottom: 76 },
    xAxis: {
      ...axis('pool size', 28),
      min: least - room,
      max: greatest + room,
      splitLine: { show: false },
      axisTick: { customValues: sizes, lineStyle: { color: LIGHT.faint } },
      axisLabel: { customValues: sizes, color: LIGHT.faint },
    },
    yAxis: { ...axis('time in s', 44), min: 0, nameRotate: 90, axisLabel: { color: LIGHT.faint } },
    series: [measured(sweep), ideal(rows)],
  };
}

function axis(name: string, nameGap: number) {
  return {
    type: 'value',
    name,
    nameLocation: 'middle',
    nameGap,
    nameTextStyle: { color: LIGHT.ink, fontSize: 13 },
    axisLine: { show: true, lineStyle: { color: LIGHT.faint } },
    splitLine: { lineStyle: { color: LIGHT.line } },
  } as const;
}

function measured(sweep: Sweep): LineSeriesOption {
  const level = sweep.levelsOffAt();
  return {
    type: 'line',
    name: 'time',
    silent: true,
    symbol: 'circle',
    symbolSize: 7,
    color: LIGHT.measured,
    label: { show: true, position: 'top', distance: 8, color: LIGHT.ink, formatter: '{@[1]} s' },
    data: sweep.rows.map(({ size, elapsed }) => [size, inSeconds(elapsed)]),
    ...(level === undefined ? {} : { markLine: levelLine(sweep.at(level)) }),
  };
}

/** From the axis up to the time at which it levels off. */
function levelLine({ size, elapsed }: SweepRow): NonNullable<LineSeriesOption['markLine']> {
  return {
    silent: true,
    symbol: 'none',
    lineStyle: { color: LIGHT.level, type: 'dotted', width: 2 },
    label: {
      formatter: `levels off at ${size}`,
      color: LIGHT.level,
      position: 'insideStartBottom',
      rotate: 0,
      align: 'left',
      offset: [8, -28],
    },
    data: [[{ coord: [size, 0] }, { coord: [size, inSeconds(elapsed)] }]],
  };
}

/** What it would be if each worker gained as much as the first. */
function ideal(rows: readonly SweepRow[]): LineSeriesOption {
  const one = rows[0]!;
  return {
    type: 'line',
    name: 'one worker’s time ÷ pool size',
    silent: true,
    symbol: 'none',
    color: LIGHT.ideal,
    lineStyle: { type: 'dashed', width: 1.5 },
    data: rows.map(({ size }) => [size, inSeconds((one.elapsed * one.size) / size)]),
  };
}

function inSeconds(ms: number): number {
  return Number((ms / 1000).toFixed(DECIMALS));
}
