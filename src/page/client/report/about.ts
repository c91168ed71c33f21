import { formatMs } from '../../../time/format-ms';

/** A length of time to three digits, where there are no more to be had. */
export function about(ms: number): string {
  return formatMs(Number(ms.toPrecision(3)));
}

/** A part of a whole. */
export function percent(part: number): string {
  return `${Math.round(part * 100)} %`;
}
