import { type JSX, useLayoutEffect, useState } from '../preact';
import { about } from '../report/about';
import type { Address } from '../report/address';
import type { Report } from '../report/report';
import { THEMES, type Theme, rememberTheme, rememberedTheme } from '../report/theme';

/** What report this is, and where in it one can go. */
export function Masthead({ report, address }: { readonly report: Report; readonly address: Address }): JSX.Element {
  const links: readonly (readonly [Address['view'], string, string])[] = [
    ['summary', '#', 'Summary'],
    ['sweeps', '#view=sweeps', `Sweeps (${report.sweeps.length})`],
    ['suite', '#view=suite', 'Suite'],
  ];
  return (
    <header class="masthead">
      <p class="brand">
        <span class="logo" aria-hidden="true">
          <i />
          <i />
          <i />
        </span>
        jest-lanes report
      </p>
      <nav aria-label="Parts of the report">
        <ul>
          {links.map(([view, href, name]) => (
            <li key={view}>
              <a href={href} aria-current={view === address.view ? 'page' : undefined}>
                {name}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <p class="session">{sessionOf(report)}</p>
      <ThemeSwitch />
    </header>
  );
}

function sessionOf({ data: { session } }: Report): string {
  const when = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });
  const shard = session.shard === undefined ? [] : [`shard ${session.shard.index} of ${session.shard.of}`];
  return [
    when.format(session.startedAt),
    about(session.tookMs),
    session.maxWorkers === 1 ? '1 worker' : `${session.maxWorkers} workers`,
    `Node ${session.node.replace(/^v/, '')}`,
    `Jest ${session.jest}`,
    ...shard,
  ].join(' · ');
}

function ThemeSwitch(): JSX.Element {
  const [theme, setTheme] = useState(rememberedTheme);
  // Before anything is seen, so that nothing flashes.
  useLayoutEffect(() => {
    if (theme === 'auto') delete document.documentElement.dataset['theme'];
    else document.documentElement.dataset['theme'] = theme;
  }, [theme]);
  const choose = (one: Theme): void => {
    setTheme(one);
    rememberTheme(one);
  };
  return (
    <fieldset class="switch theme">
      <legend>Colours</legend>
      {THEMES.map((one) => (
        <label key={one}>
          <input type="radio" name="theme" checked={one === theme} onChange={() => choose(one)} />
          <span>{one}</span>
        </label>
      ))}
    </fieldset>
  );
}
