import { Scale } from '../../../timeline/scale';
import type { JSX } from '../preact';

const WIDTH = 420;
const HEIGHT = 240;
const EDGE = { left: 56, right: 16, top: 28, bottom: 40 };

interface Props {
  readonly title: string;
  readonly unit: string;
  /** What the sizes are of. */
  readonly along: string;
  readonly sizes: readonly number[];
  readonly values: readonly number[];
  readonly levelsOffAt?: number | undefined;
  /** Whether to show what the values were if each worker gained as much as the first. */
  readonly withIdeal?: boolean;
}

/** A curve of values over pool sizes. The numbers stand in a table beside it; here one sees its shape. */
export function Plot({ title, unit, along, sizes, values, levelsOffAt, withIdeal = false }: Props): JSX.Element {
  const [first, last] = [Math.min(...sizes), Math.max(...sizes)];
  const x = new Scale(Math.min(first, last - 1), last, WIDTH - EDGE.left - EDGE.right);
  const y = new Scale(0, Math.max(...values, 1e-9) * 1.08, HEIGHT - EDGE.top - EDGE.bottom);
  const at = (size: number, value: number): readonly [number, number] => [
    EDGE.left + x.placeOf(size),
    HEIGHT - EDGE.bottom - y.placeOf(value),
  ];
  const top = Math.min(last, y.until);
  // Where the curve is not.
  const isRising = values.at(-1)! > values[0]!;
  const path = (those: readonly number[]): string => those.map((value, i) => at(sizes[i]!, value).join(' ')).join('L');
  return (
    <svg class="plot" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={title}>
      <text class="axis" x={EDGE.left} y={14}>
        {title.replace(/,.*/, '')}
      </text>
      <Grid x={x} y={y} sizes={sizes} unit={unit} along={along} at={at} />
      {levelsOffAt !== undefined && <LevelMark at={at(levelsOffAt, 0)[0]} size={levelsOffAt} isLow={isRising} />}
      {withIdeal && <path class="ideal" d={`M${at(first, first).join(' ')}L${at(top, top).join(' ')}`} />}
      <path class="curve" d={`M${path(values)}`} />
      {values.map((value, i) => {
        const [cx, cy] = at(sizes[i]!, value);
        const isLevel = sizes[i] === levelsOffAt;
        return <circle key={i} class={isLevel ? 'level' : ''} cx={cx} cy={cy} r={isLevel ? 6 : 4} />;
      })}
    </svg>
  );
}

function Grid(props: {
  readonly x: Scale;
  readonly y: Scale;
  readonly sizes: readonly number[];
  readonly unit: string;
  readonly along: string;
  readonly at: (size: number, value: number) => readonly [number, number];
}): JSX.Element {
  const { x, y, sizes, unit, along, at } = props;
  const step = Math.ceil(sizes.length / 12);
  return (
    <g class="axis">
      {[0, ...y.ticks(44)].map((value) => {
        const [, top] = at(x.from, value);
        return (
          <g key={value}>
            <path class="grid" d={`M${EDGE.left} ${top}H${WIDTH - EDGE.right}`} />
            <text x={EDGE.left - 8} y={top + 4} text-anchor="end">
              {unit === '×' ? `× ${value}` : `${value}`}
            </text>
          </g>
        );
      })}
      {sizes
        .filter((_, i) => i % step === 0)
        .map((size) => (
          <text key={size} x={at(size, 0)[0]} y={HEIGHT - EDGE.bottom + 18} text-anchor="middle">
            {size}
          </text>
        ))}
      <text x={WIDTH - EDGE.right} y={HEIGHT - 6} text-anchor="end">
        {along}
      </text>
      {unit !== '×' && (
        <text x={EDGE.left - 8} y={EDGE.top - 4} text-anchor="end">
          {unit}
        </text>
      )}
    </g>
  );
}

function LevelMark(props: { readonly at: number; readonly size: number; readonly isLow: boolean }): JSX.Element {
  const { at, size, isLow } = props;
  const isRight = at > WIDTH * 0.6;
  return (
    <g class="level-mark">
      <path d={`M${at} ${EDGE.top}V${HEIGHT - EDGE.bottom}`} />
      <text
        x={at + (isRight ? -6 : 6)}
        y={isLow ? HEIGHT - EDGE.bottom - 10 : EDGE.top + 12}
        text-anchor={isRight ? 'end' : 'start'}
      >
        levels off at {size}
      </text>
    </g>
  );
}
