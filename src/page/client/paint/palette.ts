import type { Segment } from '../../../trace/segments';

/** The colours that are painted with, as the style says just now. */
export interface Palette {
  readonly paper: string;
  readonly ink: string;
  readonly faint: string;
  readonly line: string;
  readonly band: string;
  readonly bad: string;
  readonly accent: string;
  readonly chip: string;
  readonly segments: Readonly<Record<Segment, string>>;
}

let known: { readonly theme: string; readonly palette: Palette } | undefined;

/** Asks the style of the page: light or dark is decided there, and only there. To ask in every frame would be dear. */
export function currentPalette(): Palette {
  const theme = themeNow();
  if (known?.theme !== theme) known = { theme, palette: readPalette() };
  return known.palette;
}

/** What the colours depend on: what was chosen, what the system prefers, and whether it goes on paper. */
function themeNow(): string {
  const asks = (query: string): boolean => matchMedia(query).matches;
  const { theme = '', printing } = document.documentElement.dataset;
  return [theme, asks('(prefers-color-scheme: dark)'), asks('print'), printing !== undefined].join(' ');
}

function readPalette(): Palette {
  const style = getComputedStyle(document.documentElement);
  const colour = (name: string): string => style.getPropertyValue(`--${name}`).trim();
  return {
    paper: colour('paper'),
    ink: colour('ink'),
    faint: colour('faint'),
    line: colour('line'),
    band: colour('band'),
    bad: colour('bad'),
    accent: colour('accent'),
    chip: colour('chip'),
    segments: {
      queued: colour('queued'),
      'starting up': colour('starting-up'),
      loading: colour('loading'),
      running: colour('running'),
      'looking up': colour('looking-up'),
      connecting: colour('connecting'),
      securing: colour('securing'),
      sending: colour('sending'),
      waiting: colour('waiting'),
      receiving: colour('receiving'),
    },
  };
}
