import type { Command } from 'commander';

/** Whom to call as, and where: the flags that every command for people has. */
export interface CallerOptions {
  readonly profile?: string;
  readonly region?: string;
  readonly endpointUrl?: string;
  /** `false` for `--no-cache`. */
  readonly cache?: boolean;
}

/** Adds the flags that say whom to call as, and where. */
export const withCaller = (command: Command): Command =>
  command
    .option('--profile <NAME>', 'whose credentials, from ~/.aws [AWS_PROFILE]')
    .option('--region <NAME>', 'the region to sign for [AWS_REGION]')
    .option('--endpoint-url <URL>', 'where Rolecall answers [AWS_ENDPOINT_URL] (default: http://127.0.0.1:8787)')
    .option('--no-cache', 'neither take nor keep sessions of commands before this one');
