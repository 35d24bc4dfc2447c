import type { AddCommand } from '../command.ts';
import { collect, type Options, outputOption, PLACE_SETTINGS, settle, withSettings } from '../options.ts';
import { showAccounts } from '../show.ts';

/** `rolecall init` */
export const addInit: AddCommand = (program, { house, terminal }) =>
  withSettings(program.command('init'), PLACE_SETTINGS)
    .description('make a store with its key file, and print the root keys of its accounts, once')
    .option('--account <ID>', 'twelve-digit account id; repeatable (default: one random id)', collect)
    .addOption(outputOption())
    .action(async (options: Options & { readonly account?: readonly string[] }) => {
      const { where } = await settle(options);
      showAccounts(terminal, await house.init(where, options.account ?? []), options.output);
    });
