/** Where in the page somebody is; what a link to it says behind the `#`. */
export interface Address {
  readonly view: 'summary' | 'run' | 'sweeps' | 'suite';
  /** The keys of a run, and of one to compare it with. */
  readonly run?: string;
  readonly with?: string;
  readonly rows?: 'tasks' | 'lanes';
  /** The piece of time that is shown, in milliseconds. */
  readonly from?: number;
  readonly until?: number;
}

/** Reads what stands behind the `#`; of what it does not know it takes no notice. */
export function readAddress(hash: string): Address {
  const said = new URLSearchParams(hash.replace(/^#/, ''));
  const run = said.get('run');
  if (run === null) return { view: viewOf(said.get('view')) };
  const [other, rows] = [said.get('with'), said.get('rows')];
  const [from, until] = [instant(said.get('from')), instant(said.get('until'))];
  return {
    view: 'run',
    run,
    ...(other !== null && { with: other }),
    ...((rows === 'tasks' || rows === 'lanes') && { rows }),
    ...(from !== undefined && until !== undefined && from < until && { from, until }),
  };
}

/** What to put behind a `#` to get there. */
export function writeAddress({ view, ...rest }: Address): string {
  if (view === 'summary') return '#';
  const said = Object.entries(view === 'run' ? rest : { view });
  return `#${new URLSearchParams(said.map(([name, value]): [string, string] => [name, String(value)])).toString()}`;
}

function viewOf(said: string | null): Address['view'] {
  return said === 'sweeps' || said === 'suite' ? said : 'summary';
}

function instant(said: string | null): number | undefined {
  const ms = Number(said ?? NaN);
  return said !== '' && Number.isFinite(ms) ? ms : undefined;
}
