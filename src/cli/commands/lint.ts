import { Argument, Option } from 'commander';
import type { Level } from '../../lint/types.ts';
import type { PolicyKind } from '../../policy/types.ts';
import { accountIn } from '../account-id.ts';
import type { AddCommand } from '../command.ts';
import { ANSWER_IS_NO } from '../exit-codes.ts';
import type { LintedText } from '../lint-files.ts';
import { collect } from '../options.ts';
import { Refusal } from '../refusal.ts';

interface Lint {
  readonly type: PolicyKind | 'auto';
  readonly seed?: string;
  readonly account?: string;
  readonly format: 'text' | 'json' | 'sarif';
  readonly failOn: Level | 'never';
  readonly ignore?: readonly string[];
}

const KINDS: readonly PolicyKind[] = ['identity', 'trust', 'session', 'boundary', 'resource', 'scp', 'rcp'];

/** `rolecall lint`: what AWS refuses of a policy, and what somebody may not have meant by it. */
export const addLint: AddCommand = (program, { house, terminal, exitWith }) =>
  program
    .command('lint')
    .description('look policies over: what AWS refuses, and what somebody may not have meant; exit 3 for findings')
    .addArgument(new Argument('[FILE...]', 'policies, or folders of `.json` files; `-` is standard input'))
    .addOption(new Option('--type <TYPE>', 'what the policies are for').choices(['auto', ...KINDS]).default('auto'))
    .option('--seed <FILE>', 'the policies in this seed file')
    .option('--account <ID>', 'the account that the policies belong to: another one that is trusted is noticed')
    .addOption(new Option('--format <FORMAT>', 'how to print').choices(['text', 'json', 'sarif']).default('text'))
    .addOption(
      new Option('--fail-on <LEVEL>', 'from which level on the exit code is 3')
        .choices(['error', 'warning', 'note', 'never'])
        .default('warning'),
    )
    .option('--ignore <RULE>', 'leave this rule out; repeatable', collect)
    .action(async (files: readonly string[], options: Lint) => {
      const { type, seed, account, format, failOn, ignore = [] } = options;
      if (files.length === 0 && seed === undefined)
        throw new Refusal('name a policy file, `-`, or `--seed FILE`', 'usage');
      if (account !== undefined) accountIn(account);
      const { LEVELS, rules, sarif } = await import('../../lint/index.ts');
      const unknown = ignore.find((id) => !rules.some((rule) => rule.id === id));
      if (unknown !== undefined) throw new Refusal(`no such rule: \`${unknown}\``, 'usage');

      const { lintFiles, lintSeed } = await import('../lint-files.ts');
      const kind = type === 'auto' ? undefined : type;
      const all = [
        ...(await lintFiles(files, { kind, account })),
        ...(seed === undefined ? [] : [await lintSeed(seed)]),
      ];
      const linted = all.map(
        (one): LintedText => ({ ...one, findings: one.findings.filter(({ rule }) => !ignore.includes(rule)) }),
      );
      if (format === 'sarif') terminal.print(`${JSON.stringify(sarif(linted, house.version), undefined, 2)}\n`);
      else if (format === 'json')
        terminal.print(`${JSON.stringify({ files: linted.map(({ text: _text, ...one }) => one) })}\n`);
      else terminal.print((await import('../show-lint.ts')).lintText(linted));
      const least = failOn === 'never' ? -1 : LEVELS.indexOf(failOn);
      const isFound = linted.some(({ findings }) => findings.some(({ level }) => LEVELS.indexOf(level) <= least));
      if (isFound) exitWith(ANSWER_IS_NO);
    });
