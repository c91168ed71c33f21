const PLACES = { jest: 'inside Jest', node: 'plain Node' };

/** One table: a row for each contestant, a column for each contest, in it the median and how it compares. */
export function draw(bench, place, entries) {
  const contests = distinct(entries.map(({ contest }) => contest));
  const contestants = distinct(entries.map(({ contestant }) => contestant));
  const cells = contestants.map((contestant) => [
    contestant,
    ...contests.map((contest) => {
      const ofContest = entries.filter((entry) => entry.contest === contest);
      const find = (name) => ofContest.find((entry) => entry.contestant === name);
      return cell(bench, find(contestant), find(bench.reference));
    }),
  ]);
  const absences = entries.filter(({ absent }) => absent !== undefined);
  return [
    `${bench.title} (${PLACES[place]})`,
    ...aligned([['', ...contests], ...cells]),
    `  Aim: ${bench.aim}.`,
    ...distinct(absences.map(({ contestant, absent }) => `  –: ${contestant}: ${absent}`)),
  ].join('\n');
}

const UNITS = { time: [' ns', ' µs', ' ms', ' s'], count: ['', 'k', 'M'], memory: [' B', ' kB', ' MB'] };

const SHOWN = {
  rate: (ms, size) => inUnits(size / (ms / 1000), UNITS.count),
  cost: (ms, size) => inUnits((ms * 1e6) / size, UNITS.time),
  'cost above': (ms, size) => inUnits((ms * 1e6) / size, UNITS.time),
  memory: (bytes, size) => inUnits(bytes / size, UNITS.memory),
};

function cell({ shows, size }, { turns }, reference) {
  if (turns.length === 0) return '–';
  return `${SHOWN[shows](median(turns), size)}  ${compared(shows, size, turns, reference.turns)}`;
}

/** The median over rounds, not of medians: on a busy machine rounds differ by more than contestants do. */
function compared(shows, size, turns, others) {
  const inRound = (compare) => median(turns.map((turn, round) => compare(turn, others[round])));
  if (shows === 'cost above')
    return `+${SHOWN.cost(
      inRound((turn, other) => turn - other),
      size,
    )}`;
  return `×${inRound((turn, other) => (shows === 'rate' ? other / turn : turn / other)).toFixed(2)}`;
}

function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  return (sorted[Math.floor(middle)] + sorted[Math.ceil(middle)]) / 2;
}

/** To three figures, in the unit that leaves least before the point. */
function inUnits(number, units) {
  const power = number === 0 ? 0 : Math.floor(Math.log10(Math.abs(number)) / 3);
  const unit = Math.min(Math.max(power, 0), units.length - 1);
  return `${Number((number / 1000 ** unit).toPrecision(3))}${units[unit]}`;
}

function aligned(rows) {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  return rows.map(
    (row) =>
      `  ${row.map((text, column) => (column === 0 ? text.padEnd(widths[0]) : text.padStart(widths[column] + 3))).join('')}`,
  );
}

function distinct(values) {
  return [...new Set(values)];
}
