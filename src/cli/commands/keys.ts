import type { AddCommand } from '../command.ts';
import { type Options, outputOption, PLACE_SETTINGS, settle, withSettings } from '../options.ts';
import { Refusal } from '../refusal.ts';

interface Rotate extends Options {
  readonly issuer?: boolean;
  readonly account?: string;
  readonly now?: boolean;
}

/** `rolecall keys rotate`: in force in a running server when it ends. */
export const addKeys: AddCommand = (program, { house, terminal }) => {
  const keys = program.command('keys').description('administer the keys of this store');

  withSettings(keys.command('rotate'), PLACE_SETTINGS)
    .description(
      'replace the keys that sign web identity tokens; those before stay published until their tokens expired',
    )
    .option('--issuer', 'the keys by which accounts issue web identity tokens')
    .option('--account <ID>', 'of this account alone (default: of each that issues)')
    .option('--now', 'withdraw the keys before at once, for a key that leaked')
    .addOption(outputOption())
    .action(async ({ issuer, account, now = false, ...options }: Rotate) => {
      if (issuer !== true) throw new Refusal('say --issuer', 'usage');
      const { where } = await settle(options);
      const rotated = await house.rotateIssuers(where, { account, now });
      terminal.print(
        options.output === 'json'
          ? `${JSON.stringify({ issuers: rotated })}\n`
          : rotated
              .map(
                ({ accountId, keys, signFrom }) => `account ${accountId}   ${keys.join(', ')} sign from ${signFrom}\n`,
              )
              .join(''),
      );
    });
};
