import type { Command } from 'commander';
import { collect } from '../options.ts';
import { type CallerOptions, withCaller } from './caller-flags.ts';

/** What goes with the role that a command assumes. */
export interface RoleOptions extends CallerOptions {
  readonly via?: readonly string[];
  readonly sessionName?: string;
  readonly duration?: string;
  readonly externalId?: string;
  readonly policy?: string;
  readonly tag?: readonly string[];
  readonly transitiveTag?: readonly string[];
  readonly sourceIdentity?: string;
  readonly serialNumber?: string;
}

/** What ROLE may be, for the help. */
export const ROLE = 'ARN of a role, profile with a role_arn, or name of a role in your own account';

/** Adds the flags of a command that assumes a role. */
export const withRole = (command: Command): Command =>
  withCaller(command)
    .option('--via <ROLE>', 'assume this role on the way; repeatable, in order', collect)
    .option('--session-name <NAME>', 'the name of the session (default: your name on this machine)')
    .option('--duration <TIME>', 'how long, in seconds, or as 30m, 2h (default: one hour)')
    .option('--external-id <ID>', 'the external id that the role asks for')
    .option('--policy <FILE>', 'a session policy: the session may do no more than it says')
    .option('--tag <KEY=VALUE>', 'a session tag; repeatable', collect)
    .option('--transitive-tag <KEY>', 'a session tag that roles after this one keep; repeatable', collect)
    .option('--source-identity <NAME>', 'who is behind the session, for the audit trail; it stays through every role')
    .option('--serial-number <ID>', 'your MFA device: its code is asked for');
