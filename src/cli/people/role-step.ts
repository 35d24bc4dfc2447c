import { userInfo } from 'node:os';
import type { RoleStep } from '../../client/chain.ts';
import { readFile } from '../read-file.ts';
import { Refusal } from '../refusal.ts';
import type { RoleOptions } from './role-flags.ts';
import { secondsOf } from './seconds.ts';

type Said = Partial<Omit<RoleStep, 'RoleArn'>>;

/** What the flags say of the role in the end; of the first role on the way, which is the one that a person assumes; and of each. */
export interface SaidOfRoles {
  readonly last: Said;
  readonly first: Said;
  readonly each: Said;
}

/** Reads the flags of a role. A device and a source identity belong to the person, so they go with the first role. */
export function readRoleFlags(options: RoleOptions): SaidOfRoles {
  const { externalId, policy, tag, transitiveTag, duration, sourceIdentity, serialNumber, sessionName } = options;
  return {
    last: present({
      ExternalId: externalId,
      DurationSeconds: duration === undefined ? undefined : secondsOf('--duration', duration),
      Policy: policy === undefined ? undefined : readFile(policy, `the policy \`${policy}\``).toString('utf8'),
      Tags: tag?.map(readTag),
      TransitiveTagKeys: transitiveTag,
    }),
    first: present({ SourceIdentity: sourceIdentity, SerialNumber: serialNumber }),
    each: present({ RoleSessionName: sessionName }),
  };
}

/**
 * The name of a session where none is said: that of the person on this machine, so that the audit trail tells whom to ask, and
 * the same from one command to the next, so that a kept session is found again.
 */
export function defaultSessionName(): string {
  const name = userInfo()
    .username.replace(/[^\w+=,.@-]/g, '-')
    .slice(0, 64);
  return name.length < 2 ? 'rolecall' : name;
}

const present = (said: Said): Said =>
  Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined));

function readTag(text: string): { readonly Key: string; readonly Value: string } {
  const equals = text.indexOf('=');
  if (equals < 1) throw new Refusal(`expected KEY=VALUE for \`--tag\`: \`${text}\``, 'usage');
  return { Key: text.slice(0, equals), Value: text.slice(equals + 1) };
}
