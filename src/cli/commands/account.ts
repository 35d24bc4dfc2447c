import type { AddCommand } from '../command.ts';
import { type Options, outputOption, PLACE_SETTINGS, settle, withSettings } from '../options.ts';
import { showKeys } from '../show.ts';

/** `rolecall account reset-keys` */
export const addAccount: AddCommand = (program, { house, terminal }) => {
  const account = program.command('account').description('administer accounts');
  withSettings(account.command('reset-keys'), PLACE_SETTINGS)
    .description('replace the root keys of an account; the old ones stop working at once')
    .option('--account <ID>', 'which account (default: the only one)')
    .addOption(outputOption())
    .action(async (options: Options & { readonly account?: string }) => {
      const { where } = await settle(options);
      showKeys(terminal, await house.resetKeys(where, options.account), options.output);
    });
};
