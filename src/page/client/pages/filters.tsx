import { type JSX, useMemo } from '../preact';
import { type Filter, choices } from '../report/filter';
import type { RunEntry } from '../report/report';
import { VERDICTS, type Verdict } from '../report/verdict';
import { visibleName } from '../report/visible';

interface Props {
  readonly runs: readonly RunEntry[];
  readonly filter: Filter;
  readonly onFilter: (filter: Filter) => void;
}

type Choice = readonly [value: string, text: string];

/** A search, and a choice for each thing that runs differ in; what they do not differ in is not asked for. */
export function Filters({ runs, filter, onFilter }: Props): JSX.Element {
  const offered = useMemo(() => offersOf(runs), [runs]);
  const hasRepeats = useMemo(() => runs.some(({ run }) => run.scenario?.part === 'repeat'), [runs]);
  return (
    <form role="search" aria-label="Runs" onSubmit={(event) => event.preventDefault()}>
      <label class="search">
        <span>Search runs</span>
        <input
          type="search"
          placeholder="a test, a task, a message …"
          value={filter.search}
          onInput={({ currentTarget }) => onFilter({ ...filter, search: currentTarget.value })}
        />
      </label>
      <div class="choices">
        {offered.map(([name, label, options]) => (
          <label key={name}>
            <span>{label}</span>
            <select
              value={String(filter[name])}
              onChange={({ currentTarget }) => onFilter({ ...filter, [name]: currentTarget.value })}
            >
              <option value="">all</option>
              {options.map(([value, text]) => (
                <option key={value} value={value}>
                  {text}
                </option>
              ))}
            </select>
          </label>
        ))}
      </div>
      {hasRepeats && (
        <label class="tick">
          <input
            type="checkbox"
            checked={filter.repeats}
            onChange={({ currentTarget }) => onFilter({ ...filter, repeats: currentTarget.checked })}
          />
          second runs of scenarios too
        </label>
      )}
    </form>
  );
}

function offersOf(runs: readonly RunEntry[]): readonly (readonly [keyof Filter, string, readonly Choice[]])[] {
  const named = (names: readonly string[]): readonly Choice[] => names.map((name) => [name, visibleName(name)]);
  const { scenario, pool, project, file } = choices(runs);
  const verdicts = (Object.keys(VERDICTS) as Verdict[]).filter((one) => runs.some(({ verdict }) => verdict === one));
  const clocks = (['virtual', 'real'] as const).filter((one) => runs.some(({ run }) => run.clock === one));
  const offers: (readonly [keyof Filter, string, readonly Choice[]])[] = [
    ['verdict', 'Verdict', verdicts.map((one) => [one, VERDICTS[one].words])],
    ['clock', 'Clock', named(clocks)],
    ['scenario', 'Scenario', named(scenario)],
    ['pool', 'Pool', named(pool)],
    ['project', 'Project', named(project)],
    ['file', 'File', named(file)],
  ];
  return offers.filter(([name, , options]) => options.length > (name === 'scenario' || name === 'pool' ? 0 : 1));
}
