import type { Command } from 'commander';
import type { AddCommand } from '../command.ts';
import { type Options, outputOption, PLACE_SETTINGS, settle, withSettings } from '../options.ts';
import { Refusal } from '../refusal.ts';
import { readStdin } from '../stdin.ts';

/** `rolecall mfa import`: hardware TOTP tokens, in force in a running server when it ends. */
export const addMfa: AddCommand = (program, { house, terminal }) => {
  const mfa = program.command('mfa').description('make hardware MFA tokens known');
  withSettings(mfa.command('import'), PLACE_SETTINGS)
    .description(
      'make hardware TOTP tokens known, from stdin: a line each, serial number and seed (base32 or hex); users enable them by serial number',
    )
    .option('--account <ID>', 'the account whose users they are for (default: the only one)')
    .addOption(outputOption())
    // Refused below and not by the parser, which would print them.
    .allowExcessArguments()
    .action(async (options: Options & { readonly account?: string }, command: Command) => {
      if (command.args.length > 0) throw new Refusal('tokens are read from stdin, never from arguments', 'usage');
      const { where } = await settle(options);
      const done = await house.importTokens(where, options.account, await readStdin('the tokens'));
      const { accountId, imported } = done;
      const tokens = imported === 1 ? '1 token' : `${imported} tokens`;
      terminal.print(
        options.output === 'json' ? `${JSON.stringify(done)}\n` : `imported ${tokens} into account ${accountId}\n`,
      );
    });
};
