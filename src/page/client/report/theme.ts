/** What the reader may choose: light or dark, or as the system has it. */
export const THEMES = ['auto', 'light', 'dark'] as const;

export type Theme = (typeof THEMES)[number];

const KEY = 'jest-lanes-theme';

/** What was chosen the last time, in this report or another one from the same place. */
export function rememberedTheme(): Theme {
  try {
    const kept = localStorage.getItem(KEY);
    return THEMES.find((theme) => theme === kept) ?? 'auto';
  } catch {
    // Browsers may keep nothing for pages from the disk, or for anybody.
    return 'auto';
  }
}

export function rememberTheme(theme: Theme): void {
  try {
    localStorage.setItem(KEY, theme);
  } catch {
    // Then it is chosen for this time.
  }
}
