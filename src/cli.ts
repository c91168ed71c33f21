/** The command `jest-lanes`. */
import { runCommand } from './cli/command-line';

const output = {
  say: (text: string) => void process.stdout.write(`${text}\n`),
  complain: (text: string) => void process.stderr.write(`${text}\n`),
};

void runCommand(process.argv.slice(2), output).then((ended) => {
  if (typeof ended === 'number') process.exitCode = ended;
});
