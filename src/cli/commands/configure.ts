import type { AddCommand } from '../command.ts';

export interface ConfigureOptions {
  readonly profile: string;
  readonly endpointUrl?: string;
  readonly region?: string;
  readonly role?: string;
  readonly sourceProfile?: string;
  readonly mfaSerial?: string;
  readonly externalId?: string;
  readonly sessionName?: string;
  readonly duration?: string;
  readonly caBundle?: string;
  readonly keys?: string;
  readonly dryRun?: boolean;
  readonly yes?: boolean;
}

/** `rolecall configure`: writes a profile into the AWS files, where every client of AWS finds it. */
export const addConfigure: AddCommand = (program, { terminal }) =>
  program
    .command('configure')
    .description('write a profile into ~/.aws, where all clients find it; everything else in there stays as it is')
    .option('--profile <NAME>', 'which profile', 'default')
    .option('--endpoint-url <URL>', 'where Rolecall answers')
    .option('--region <NAME>', 'the region to sign for')
    .option('--role <ARN>', 'a role that the profile assumes')
    .option('--source-profile <NAME>', 'with --role: whose credentials assume it (default: the profile’s own)')
    .option('--mfa-serial <ID>', 'with --role: the device whose code it needs')
    .option('--external-id <ID>', 'with --role: the external id that it asks for')
    .option('--session-name <NAME>', 'with --role: the name of its sessions')
    .option('--duration <TIME>', 'with --role: how long they last, in seconds, or as 30m, 2h')
    .option('--ca-bundle <FILE>', 'the certificate authorities to trust')
    .option(
      '--keys <FILE>',
      'access keys from a file, as JSON or as AWS’s CSV; `-` reads stdin, or asks at a terminal. Keys are never taken from the arguments',
    )
    .option('--dry-run', 'show what would change, and change nothing')
    .option('--yes', 'replace what is there without a question')
    .action(async (options: ConfigureOptions) => {
      const [{ configure }, { overTheWire }] = await Promise.all([
        import('../people/configure.ts'),
        import('../people/refusals.ts'),
      ]);
      await overTheWire(() => configure(options, terminal));
    });
