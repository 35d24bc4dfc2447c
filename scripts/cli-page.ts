import { readCommand } from '../src/cli/manual/read-command.ts';
import { type CommandFacts, sentence } from '../src/manual/command-page.ts';
import { chapterOf } from '../src/manual/help-page.ts';
import { operationLines, SERVICE_SUMMARIES } from '../src/manual/service-page.ts';
import { describedProgram } from './man-pages.ts';
import { page } from './pages.ts';

/** `docs/cli.md`: every command and every operation, with its line of the manual. */
export async function cliPage(): Promise<string> {
  const { commands } = readCommand(describedProgram());
  const own = commands.filter(({ name }) => name !== 'sts' && name !== 'iam');
  const services = await Promise.all((['sts', 'iam'] as const).map(operationsOf));
  return page(
    'The command line',
    `What can be typed, a line each. The whole of it is in the manual: \`rolecall help COMMAND\`, \`rolecall help sts assume-role\`, and,
where the package is installed globally, \`man rolecall-sts-assume-role\`. The options of the services' operations, their output and
their exit codes are those of the AWS CLI. Made from the commands in [src/cli](../src/cli/program.ts) and the words in
[src/manual](../src/manual/help-page.ts).`,
    table(
      'Commands',
      own.flatMap(leavesOf).map(({ name, usage, summary }) => [`${name} ${usage}`.trim(), summary]),
    ),
    ...services,
  );
}

const leavesOf = (command: CommandFacts): readonly CommandFacts[] =>
  command.commands.length === 0 ? [command] : command.commands.flatMap(leavesOf);

async function operationsOf(service: 'sts' | 'iam'): Promise<string> {
  const { operations, words } = await chapterOf(service);
  const lines = operationLines(operations, words).map(([name, line]) => [`${service} ${name}`, line] as const);
  return table(`\`rolecall ${service}\`: ${SERVICE_SUMMARIES[service]}`, lines);
}

function table(title: string, rows: readonly (readonly [typed: string, line: string])[]): string {
  const cells = rows.map(([typed, line]) => `| \`rolecall ${typed}\` | ${sentence(line).replaceAll('|', '\\|')} |`);
  return [`## ${title}`, '', '| | |', '|---|---|', ...cells].join('\n');
}
