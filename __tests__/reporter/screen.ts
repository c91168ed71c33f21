// eslint-disable-next-line no-control-regex -- what terminals are told
const COMMAND = /\u001B\[([\d?]*)(?:;\d+)*([A-Za-z])/y;

/**
 * What a terminal shows, and what has scrolled away above, after all that was written to it: text, line ends, and the moves
 * and erasures that Jest's reporters write.
 */
export function screenOf(written: string): readonly string[] {
  const lines: string[] = [''];
  let [row, column] = [0, 0];
  for (let at = 0; at < written.length; at++) {
    COMMAND.lastIndex = at;
    const [whole, number = '', letter = ''] = COMMAND.exec(written) ?? [];
    const line = lines[row]!;
    if (whole !== undefined) {
      at += whole.length - 1;
      if (letter === 'A') row = Math.max(0, row - Number(number || 1));
      if (letter === 'D') column = Math.max(0, column - Number(number || 1));
      if (letter === 'K') lines[row] = line.slice(0, column);
    } else if (written[at] === '\r') {
      column = 0;
    } else if (written[at] === '\n') {
      row += 1;
      lines[row] ??= '';
    } else {
      lines[row] = line.padEnd(column).slice(0, column) + written[at]! + line.slice(column + 1);
      column += 1;
    }
  }
  return lines.map((line) => line.trimEnd());
}
