import type { AddCommand } from '../command.ts';
import { type Options, SERVE_SETTINGS, settle, withSettings } from '../options.ts';

/** `rolecall serve` */
export const addServe: AddCommand = (program, { house, terminal }) =>
  withSettings(program.command('serve'), SERVE_SETTINGS)
    .description('serve STS and IAM from a store')
    .action(async (options: Options) => {
      const settled = await settle(options);
      terminal.print(`listening on ${(await house.serve({ ...settled.settings, ...settled.where })).url}\n`);
    });
