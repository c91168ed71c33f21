import type { Segment } from '../trace/segments';

const LIGHT = {
  paper: '#ffffff',
  ink: '#1f2328',
  faint: '#59636e',
  line: '#d1d9e0',
  queued: '#c8d1da',
  'starting-up': '#bc4c00',
  loading: '#8250df',
  running: '#0969da',
  'looking-up': '#8250df',
  connecting: '#bf8700',
  securing: '#bc4c00',
  sending: '#1b7c83',
  waiting: '#0969da',
  receiving: '#1a7f37',
  bad: '#cf222e',
};

const DARK: typeof LIGHT = {
  paper: '#0d1117',
  ink: '#f0f6fc',
  faint: '#9198a1',
  line: '#3d444d',
  queued: '#474e57',
  'starting-up': '#f0883e',
  loading: '#ab7df8',
  running: '#4493f8',
  'looking-up': '#ab7df8',
  connecting: '#d29922',
  securing: '#f0883e',
  sending: '#39c5cf',
  waiting: '#4493f8',
  receiving: '#3fb950',
  bad: '#f85149',
};

const SEGMENTS: readonly Segment[] = [
  ...(['queued', 'starting up', 'loading', 'running'] as const),
  ...(['looking up', 'connecting', 'securing', 'sending', 'waiting', 'receiving'] as const),
];

/** The class of what is drawn for a segment. */
export function classOf(segment: Segment): string {
  return `lanes-${segment.replace(' ', '-')}`;
}

/** The style of a drawing, light and dark; its names all begin with `lanes-`, so that it may stand inside a page. */
export const STYLE = [
  `.lanes-timeline{${colours(LIGHT)};color-scheme:light dark}`,
  `@media (prefers-color-scheme:dark){.lanes-timeline{${colours(DARK)}}}`,
  '.lanes-timeline text{font:12px ui-sans-serif,system-ui,sans-serif;fill:var(--lanes-ink);unicode-bidi:isolate}',
  '.lanes-timeline .lanes-faint{fill:var(--lanes-faint);font-variant-numeric:tabular-nums}',
  '.lanes-timeline .lanes-name{fill:var(--lanes-paper);font-size:11px}',
  '.lanes-timeline .lanes-paper{fill:var(--lanes-paper)}',
  '.lanes-timeline .lanes-line{stroke:var(--lanes-line);fill:none}',
  '.lanes-timeline .lanes-end{stroke:var(--lanes-ink);stroke-width:2}',
  '.lanes-timeline .lanes-gap{stroke:var(--lanes-paper);stroke-width:.75}',
  '.lanes-timeline .lanes-bad{fill:var(--lanes-bad)}',
  '.lanes-timeline .lanes-mark{fill:#ffffff;font-weight:700;font-size:11px;text-anchor:middle}',
  '.lanes-timeline .lanes-area{fill:var(--lanes-running);fill-opacity:.25;stroke:var(--lanes-running)}',
  ...SEGMENTS.map((segment) => `.lanes-timeline .${classOf(segment)}{fill:var(--${classOf(segment)})}`),
].join('\n');

function colours(those: Readonly<Record<string, string>>): string {
  return Object.entries(those)
    .map(([name, colour]) => `--lanes-${name}:${colour}`)
    .join(';');
}
