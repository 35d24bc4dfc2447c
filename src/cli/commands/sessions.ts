import type { AddCommand } from '../command.ts';
import type { RevokedOf } from '../house.ts';
import { type Options, PLACE_SETTINGS, settle, withSettings } from '../options.ts';
import { Refusal } from '../refusal.ts';
import { addSessionsList } from './sessions-list.ts';

/** `rolecall sessions revoke`: in force in a running server when it ends. */
export const addSessions: AddCommand = (program, kit) => {
  const { house, terminal } = kit;
  const sessions = program.command('sessions').description('list the sessions of a role, and end sessions');
  addSessionsList(sessions, kit);

  withSettings(sessions.command('revoke'), PLACE_SETTINGS)
    .description('end all sessions of a role, of a user or of an account at once; new ones can be asked for')
    .option('--role <ARN>', 'those of everybody who assumed this role')
    .option('--user <ARN>', 'those of GetSessionToken and GetFederationToken that this user asked for')
    .option('--account <ID>', "all of this account, root's too")
    .action(async ({ role, user, account, ...options }: Options & RevokedOf) => {
      if ([role, user, account].filter((named) => named !== undefined).length !== 1)
        throw new Refusal('name one of --role, --user and --account', 'usage');
      const { where } = await settle(options);
      await house.revokeSessions(where, { role, user, account });
      terminal.print(`revoked the sessions of ${role ?? user ?? `account ${account}`}\n`);
    });
};
