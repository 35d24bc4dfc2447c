import type { AddCommand } from '../command.ts';
import { consent } from '../consent.ts';
import { type Options, outputOption, PLACE_SETTINGS, settle, withSettings } from '../options.ts';
import { showKeys, showListedAccounts } from '../show.ts';

interface Account extends Options {
  readonly account?: string;
}

interface Remove extends Options {
  readonly yes?: boolean;
  readonly last?: boolean;
}

/** `rolecall account add`, `list`, `remove`, `reset-keys`: in force in a running server when they end. */
export const addAccount: AddCommand = (program, { house, terminal }) => {
  const account = program.command('account').description('add, list and remove accounts, and give one new root keys');

  withSettings(account.command('add'), PLACE_SETTINGS)
    .description('add an account, and print its root keys, once')
    .option('--account <ID>', 'twelve-digit account id (default: a random one)')
    .addOption(outputOption())
    .action(async (options: Account) => {
      const { where } = await settle(options);
      showKeys(terminal, await house.addAccount(where, options.account), options.output);
    });

  withSettings(account.command('list'), PLACE_SETTINGS)
    .description('list the accounts of the store')
    .addOption(outputOption())
    .action(async (options: Options) => {
      const { where } = await settle(options);
      showListedAccounts(terminal, await house.listAccounts(where), options.output);
    });

  withSettings(account.command('remove <ID>'), PLACE_SETTINGS)
    .description('remove an account with its users, roles, policies and keys; their sessions end at once')
    .option('--yes', 'do not ask')
    .option('--last', 'also where it is the last account of the store')
    .action(async (id: string, options: Remove) => {
      const { where } = await settle(options);
      const whole = options.last === true ? ', be it the last one of this store,' : '';
      await consent(terminal, options.yes, `Remove account ${id}${whole} with all that is in it?`);
      await house.removeAccount(where, id, options.last === true);
      terminal.print(`removed account ${id}\n`);
    });

  withSettings(account.command('reset-keys'), PLACE_SETTINGS)
    .description('replace the root keys of an account; the old ones stop working at once')
    .option('--account <ID>', 'which account (default: the only one)')
    .addOption(outputOption())
    .action(async (options: Account) => {
      const { where } = await settle(options);
      showKeys(terminal, await house.resetKeys(where, options.account), options.output);
    });
};
