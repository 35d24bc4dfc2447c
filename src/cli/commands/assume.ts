import type { AddCommand } from '../command.ts';
import { type Options, outputOption } from '../options.ts';
import { ROLE, type RoleOptions, withRole } from '../people/role-flags.ts';

/** `rolecall assume`: assumes a role, keeps the session for the commands after this one, and says who one is then. */
export const addAssume: AddCommand = (program, { terminal }) =>
  withRole(program.command('assume'))
    .description('assume a role, keep the session until it nears its end, and say who you are then')
    .argument('<ROLE>', ROLE)
    .addOption(outputOption())
    .action(async (role: string, options: Options & RoleOptions) => {
      const [{ sessionOf }, { identityOf }, { rows }, { overTheWire }, { until }, { isoSecond }] = await Promise.all([
        import('../people/session-of.ts'),
        import('../people/identity.ts'),
        import('../people/rows.ts'),
        import('../people/refusals.ts'),
        import('../people/until.ts'),
        import('../../base/iso-second.ts'),
      ]);
      const session = await overTheWire(() => sessionOf(role, options, terminal));
      const { arn, userId } = await overTheWire(() => identityOf(session));
      const { credentials, endpoint } = session;
      if (options.output === 'json') {
        const { accessKeyId, secretAccessKey, sessionToken, expiration } = credentials;
        const Credentials = {
          AccessKeyId: accessKeyId,
          SecretAccessKey: secretAccessKey,
          SessionToken: sessionToken,
          Expiration: isoSecond(expiration.getTime()),
        };
        const assumed = { Credentials, AssumedRoleUser: { AssumedRoleId: userId, Arn: arn } };
        return terminal.print(`${JSON.stringify(assumed)}\n`);
      }
      terminal.print(rows({ arn, until: until(credentials.expiration, Date.now()), endpoint }));
      terminal.print('\nTo use it, say the same with `exec` and `-- COMMAND` after it, or with `env`.\n');
    });
