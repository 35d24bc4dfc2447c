import type { AddCommand } from '../command.ts';
import type { RotatedIssuer, RotatedKey } from '../house.ts';
import { type Options, outputOption, PLACE_SETTINGS, settle, withSettings } from '../options.ts';
import { Refusal } from '../refusal.ts';

interface Rotate extends Options {
  readonly issuer?: boolean;
  readonly account?: string;
  readonly now?: boolean;
  readonly retireNow?: boolean;
}

/** `rolecall keys rotate`: in force in a running server when it ends. */
export const addKeys: AddCommand = (program, { house, terminal }) => {
  const keys = program.command('keys').description('replace the root key, or the keys that sign web identity tokens');

  withSettings(keys.command('rotate'), PLACE_SETTINGS)
    .description(
      'replace the root key while the store is served: secrets and rows come under the new one, sessions live on',
    )
    .option('--retire-now', 'do not keep the key before for the sessions under it: for a key that leaked')
    .option('--issuer', 'instead of the root key, those by which accounts issue web identity tokens')
    .option('--account <ID>', 'with --issuer: of this account alone (default: of each that issues)')
    .option('--now', 'with --issuer: withdraw the keys before at once, for a key that leaked')
    .addOption(outputOption())
    .action(async ({ issuer = false, account, now = false, retireNow = false, ...options }: Rotate) => {
      if (!issuer && (account !== undefined || now)) throw new Refusal('--account and --now go with --issuer', 'usage');
      if (issuer && retireNow) throw new Refusal('--retire-now is for the root key; --issuer has --now', 'usage');
      const { where } = await settle(options);
      const isJson = options.output === 'json';
      if (issuer) {
        const issuers = await house.rotateIssuers(where, { account, now });
        return terminal.print(isJson ? `${JSON.stringify({ issuers })}\n` : issuersText(issuers));
      }
      const rotated = await house.rotateKey(where, retireNow);
      terminal.print(isJson ? `${JSON.stringify(rotated)}\n` : rotatedText(rotated));
    });
};

const issuersText = (issuers: readonly RotatedIssuer[]): string =>
  issuers
    .map(({ accountId, keys, signFrom }) => `account ${accountId}   ${keys.join(', ')} sign from ${signFrom}\n`)
    .join('');

const rotatedText = ({ key, before, rows, sessionsUntil }: RotatedKey): string =>
  `root key ${key} in the place of ${before}: ${rows} rows written anew\n${
    sessionsUntil === undefined
      ? 'the keys before are gone, and sessions under them have ended\n'
      : `the key before opens sessions until ${sessionsUntil}\n`
  }Backups from now on need the key file as it is now: copy it aside.\n`;
