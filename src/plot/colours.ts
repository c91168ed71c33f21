/** What is drawn in each colour, in light surroundings and in dark ones. No two may be the same in the light. */
export const COLOURS = {
  paper: ['#ffffff', '#0d1117'],
  ink: ['#1f2328', '#f0f6fc'],
  faint: ['#59636e', '#9198a1'],
  line: ['#d1d9e0', '#3d444d'],
  measured: ['#0969da', '#4493f8'],
  ideal: ['#818b98', '#6e7681'],
  level: ['#1a7f37', '#3fb950'],
} as const satisfies Readonly<Record<string, readonly [light: string, dark: string]>>;

/** The colours of a light picture. */
export const LIGHT = Object.fromEntries(Object.entries(COLOURS).map(([what, [light]]) => [what, light])) as {
  readonly [What in keyof typeof COLOURS]: string;
};

/** Exchanges the light colours for dark ones if the reader prefers that: a rule of CSS is above an attribute. */
export const FOLLOWS_READER = `<style>@media (prefers-color-scheme:dark){${Object.values(COLOURS)
  .flatMap(([light, dark]) => ['fill', 'stroke'].map((how) => `.lanes-plot [${how}="${light}"]{${how}:${dark}}`))
  .join('')}}</style>`;
