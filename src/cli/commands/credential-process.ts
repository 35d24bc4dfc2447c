import type { AddCommand } from '../command.ts';
import { ROLE, type RoleOptions, withRole } from '../people/role-flags.ts';

/** `rolecall credential-process`: prints the credentials of a role as AWS's clients ask for them in `~/.aws/config` (sts.md 10.2). */
export const addCredentialProcess: AddCommand = (program, { terminal }) =>
  withRole(program.command('credential-process'))
    .description('print the credentials of a role for `credential_process` in ~/.aws/config')
    .argument('<ROLE>', ROLE)
    .action(async (role: string, options: RoleOptions) => {
      const [{ sessionOf }, { overTheWire }, { isoSecond }] = await Promise.all([
        import('../people/session-of.ts'),
        import('../people/refusals.ts'),
        import('../../base/iso-second.ts'),
      ]);
      const { credentials, roleArn } = await overTheWire(() => sessionOf(role, options, terminal));
      const printed = {
        Version: 1,
        AccessKeyId: credentials.accessKeyId,
        SecretAccessKey: credentials.secretAccessKey,
        SessionToken: credentials.sessionToken,
        Expiration: isoSecond(credentials.expiration.getTime()),
        AccountId: roleArn.split(':')[4],
      };
      terminal.print(`${JSON.stringify(printed)}\n`);
    });
