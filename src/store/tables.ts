import { policyArn } from '../base/arn.ts';
import { asciiLower } from '../base/ascii.ts';
import { flag, integer, json, optionalInteger, optionalText, text } from './kinds.ts';
import type {
  AccessKeyRecord,
  AccountRecord,
  AttachmentRecord,
  GroupRecord,
  InlinePolicyRecord,
  InstanceProfileRecord,
  MembershipRecord,
  MfaRecord,
  PolicyRecord,
  PolicyVersionRecord,
  RoleRecord,
  Tag,
  TrustRecord,
  UserRecord,
} from './records.ts';
import { table } from './table.ts';

/**
 * Every table of records: which field is which column, what is looked up by, what the row's MAC does not cover.
 * Reading, writing, the MAC and the uniqueness of names are all driven by these rows.
 */

const tags = json<readonly Tag[]>();

export const entity = { id: text, account: text, name: text, path: text, createdAt: integer, tags };

/** Names are compared without regard to ASCII case, so the lowered name is what is indexed. */
export const nameKey = { name_key: (record: { name: string }) => asciiLower(record.name) };

/** Records that do not say their account themselves are told it. */
const ofAccount = { account: (_record: unknown, account: string) => account };

export const accounts = table<AccountRecord>('accounts', {
  key: ['id'],
  fields: { id: text, uuid: text, createdAt: integer, sessionEpoch: optionalInteger },
});

export const users = table<UserRecord>('users', {
  key: ['id'],
  fields: { ...entity, boundaryArn: optionalText, sessionEpoch: optionalInteger },
  derived: nameKey,
});

export const roles = table<RoleRecord>('roles', {
  key: ['id'],
  fields: {
    ...entity,
    description: optionalText,
    maxSessionSeconds: integer,
    trust: json<TrustRecord>(),
    boundaryArn: optionalText,
    sessionEpoch: optionalInteger,
  },
  derived: nameKey,
});

export const policies = table<PolicyRecord>('policies', {
  key: ['id'],
  fields: {
    ...entity,
    description: optionalText,
    defaultVersion: text,
    nextVersion: integer,
    updatedAt: integer,
  },
  derived: { ...nameKey, arn: ({ path, name }, account) => policyArn(account, path, name) },
});

export const policyVersions = table<PolicyVersionRecord>('policy_versions', {
  key: ['policy_id', 'version'],
  fields: { policyId: text, version: text, text, createdAt: integer },
  derived: ofAccount,
});

export const groups = table<GroupRecord>('groups', {
  key: ['id'],
  fields: { id: text, account: text, name: text, path: text, createdAt: integer },
  derived: nameKey,
});

export const memberships = table<MembershipRecord>('memberships', {
  key: ['group_id', 'user_id'],
  fields: { groupId: text, userId: text },
  derived: ofAccount,
});

export const instanceProfiles = table<InstanceProfileRecord>('instance_profiles', {
  key: ['id'],
  fields: { ...entity, roleId: optionalText },
  derived: nameKey,
});

export const inlinePolicies = table<InlinePolicyRecord>('inline_policies', {
  key: ['owner_id', 'name_key'],
  fields: { ownerId: text, name: text, text },
  derived: { ...nameKey, ...ofAccount },
});

export const attachments = table<AttachmentRecord>('attachments', {
  key: ['owner_id', 'policy_arn'],
  fields: { ownerId: text, policyArn: text },
  derived: {
    name_key: (record) => asciiLower(record.policyArn.slice(record.policyArn.lastIndexOf('/') + 1)),
    ...ofAccount,
  },
});

export const accessKeys = table<AccessKeyRecord>('access_keys', {
  key: ['id'],
  fields: { id: text, account: text, userId: optionalText, active: flag, createdAt: integer, sealedSecret: text },
});

export const mfaDevices = table<MfaRecord>('mfa_devices', {
  key: ['serial'],
  fields: {
    serial: text,
    account: text,
    name: text,
    path: text,
    createdAt: integer,
    tags,
    sealedSeed: text,
    userId: optionalText,
    enabledAt: optionalInteger,
    lastStep: integer,
    failures: integer,
    lockedUntil: integer,
    guessDay: integer,
    guesses: integer,
    skewSteps: optionalInteger,
  },
  derived: nameKey,
  // Moved by one compare-and-set statement, which cannot compute a MAC. Whoever writes the file could therefore have a
  // code accepted twice or escape a lock, but not plant a device, change its seed or give it to another user.
  unprotected: ['last_step', 'failures', 'locked_until', 'guess_day', 'guesses'],
});
