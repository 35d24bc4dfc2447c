import { Option } from 'commander';
import type { WhoCan } from '../../reach/index.ts';
import { accountIn } from '../account-id.ts';
import type { AddCommand } from '../command.ts';
import { ANSWER_IS_NO } from '../exit-codes.ts';
import type { Expected } from '../expected-principals.ts';
import { type Options, PLACE_SETTINGS, settle, withSettings } from '../options.ts';
import { readText } from '../policy-files.ts';
import { Refusal } from '../refusal.ts';

interface Asking extends Omit<Options, 'output'> {
  readonly output: 'json' | 'text' | 'expect';
  readonly seed?: string;
  readonly account?: string;
  readonly resourcePolicy?: string;
  readonly maxDepth: string;
  readonly expect?: string;
  readonly failIfAny?: boolean;
}

const DEPTH_MAX = 16;

/** `rolecall who-can`: everybody who can do something now, directly or through roles, and on which conditions. */
export const addWhoCan: AddCommand = (program, { house, terminal, exitWith }) =>
  withSettings(program.command('who-can'), PLACE_SETTINGS)
    .description(
      'tell who can do something, directly and through chains of roles and accounts, and on which conditions',
    )
    .argument('<ACTION>', 'as `sts:AssumeRole` or `s3:GetObject`')
    .argument('<RESOURCE>', 'the ARN of a role or of something else, or `*`')
    .option('--seed <FILE>', 'of the store that this seed would make, instead; `-` is standard input')
    .option('--account <ID>', 'whose the resource is, where its ARN does not say')
    .option('--resource-policy <FILE>', 'policy of the resource')
    .option('--max-depth <N>', 'steps of the longest path', '4')
    .option('--expect <FILE>', 'who may be able to, a principal a line; exit 3 when somebody else can')
    .option('--fail-if-any', 'exit 3 when anybody can')
    .addOption(
      new Option('--output <FORMAT>', 'how to print; `expect`: as `--expect` reads it')
        .choices(['json', 'text', 'expect'])
        .default('text'),
    )
    .action(async (action: string, resource: string, options: Asking) => {
      const { differenceFrom, expectedText } = await import('../expected-principals.ts');
      const expected = await expectedBy(options);
      const asked = {
        ...{ action: actionNamed(action), resource: resourceNamed(resource), maxDepth: depthIn(options.maxDepth) },
        ...(options.account !== undefined && { account: accountIn(options.account) }),
        ...(options.resourcePolicy !== undefined && { resourcePolicy: readText(options.resourcePolicy) }),
      };
      const found = await (options.seed === undefined ? ofStore() : ofSeed(options.seed));
      const difference = expected && differenceFrom(expected, found);
      if (options.output === 'json')
        terminal.print(`${JSON.stringify({ ...found, ...(difference && { difference }) })}\n`);
      else if (options.output === 'expect') terminal.print(expectedText(found));
      else {
        const { differenceText, whoCanText } = await import('../show-who-can.ts');
        terminal.print(whoCanText(found) + (difference === undefined ? '' : differenceText(difference)));
      }
      if (!found.complete)
        throw new Refusal('not everybody was asked: it would have been more questions than one answer may put');
      if (difference !== undefined && difference.beyond.length > 0) exitWith(ANSWER_IS_NO);

      async function ofStore(): Promise<WhoCan> {
        const { where } = await settle(options as unknown as Options);
        const answer = await house.whoCan(where, asked, ({ looked, questions, found: so }) =>
          terminal.progress(`${looked} looked at, ${questions} asked, ${so} can`),
        );
        terminal.progress('');
        return answer;
      }
      async function ofSeed(file: string): Promise<WhoCan> {
        const isStdin = file === '-';
        const text = isStdin ? await (await import('../stdin.ts')).readStdin('seeds') : readText(file);
        return house.whoCanInSeed({ name: isStdin ? 'standard input' : file, text }, asked);
      }
    });

async function expectedBy({ expect, failIfAny }: Asking): Promise<Expected | undefined> {
  if (expect !== undefined && failIfAny === true)
    throw new Refusal('`--fail-if-any` expects nobody: `--expect FILE` does not go with it', 'usage');
  const { readExpected } = await import('../expected-principals.ts');
  if (expect !== undefined) return readExpected(expect, readText(expect));
  return failIfAny === true ? new Map() : undefined;
}

function actionNamed(text: string): string {
  if (/^[a-zA-Z0-9-]+:[a-zA-Z0-9._-]+$/.test(text)) return text;
  throw new Refusal(`an action is named as \`service:Operation\`, without wildcards: \`${text}\``, 'usage');
}

function resourceNamed(text: string): string {
  if (text === '*' || (text.startsWith('arn:') && !/[*?]/.test(text))) return text;
  throw new Refusal(`a resource is named by its ARN, without wildcards, or as \`*\`: \`${text}\``, 'usage');
}

function depthIn(text: string): number {
  const depth = /^[0-9]{1,2}$/.test(text) ? Number(text) : 0;
  if (depth >= 1 && depth <= DEPTH_MAX) return depth;
  throw new Refusal(`\`--max-depth\` is a number from 1 to ${DEPTH_MAX}: \`${text}\``, 'usage');
}
