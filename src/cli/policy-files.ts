import type { Command } from 'commander';
import { readFile } from './read-file.ts';

/** The policies of `simulate` and `explain`, as files. */
export interface PolicyFiles {
  readonly policy?: readonly string[];
  readonly boundary?: string;
  readonly sessionPolicy?: string;
  readonly resourcePolicy?: string;
  readonly trustPolicy?: string;
}

export const withPolicyFiles = (command: Command): Command =>
  command
    .option('--policy <FILE...>', 'identity policies of the caller')
    .option('--boundary <FILE>', 'permissions boundary of the caller')
    .option('--session-policy <FILE>', 'session policy of the caller')
    .option('--resource-policy <FILE>', 'policy of the resource')
    .option('--trust-policy <FILE>', 'trust policy of the role that is the resource');

export const readText = (file: string): string => readFile(file).toString();
