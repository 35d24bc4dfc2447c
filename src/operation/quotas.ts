/**
 * AWS's quotas, each a setting: how much of a kind there may be, in AWS's words and with AWS's number where nothing else
 * is said (policy.md 10). A row more is a setting more: its name, its range and its line in `docs/quotas.md` follow.
 */
export const quotaTable = {
  managedPolicySize: size(6144, 'a managed policy, white space not counted'),
  userInlinePolicySize: size(2048, 'all inline policies of a user together'),
  groupInlinePolicySize: size(5120, 'all inline policies of a group together'),
  roleInlinePolicySize: size(10_240, 'all inline policies of a role together'),
  trustPolicySize: size(2048, 'the trust policy of a role'),
  sessionPolicySize: size(2048, 'the inline session policy and the texts of PolicyArns together'),
  policiesPerUser: each(10, 'managed policies attached to a user'),
  policiesPerGroup: each(10, 'managed policies attached to a group'),
  policiesPerRole: each(10, 'managed policies attached to a role'),
  policiesPerAccount: all(1500, 'managed policies of an account'),
  versionsPerPolicy: { ...each(5, 'versions of a managed policy'), min: 1 },
  rolesPerAccount: all(1000, 'roles of an account'),
  usersPerAccount: all(5000, 'users of an account'),
  groupsPerAccount: all(300, 'groups of an account'),
  groupsPerUser: each(10, 'groups that a user is in'),
  instanceProfilesPerAccount: all(1000, 'instance profiles of an account'),
  oidcProvidersPerAccount: all(100, 'OpenID Connect providers of an account'),
  clientIdsPerOidcProvider: each(100, 'client ids of an OpenID Connect provider'),
  samlProvidersPerAccount: all(100, 'SAML providers of an account'),
  serverCertificatesPerAccount: all(20, 'server certificates of an account'),
  accessKeysPerUser: each(2, 'access keys of a user, or of root'),
  signingCertificatesPerUser: each(2, 'signing certificates of a user'),
  sshKeysPerUser: each(5, 'SSH public keys of a user'),
  serviceCredentialsPerUser: each(2, 'credentials of a user for one service'),
  mfaDevicesPerUser: each(8, 'MFA devices of a user, or of root'),
  tagsPerEntity: each(50, 'tags of one thing'),
  // The wire takes no more than 50 in one call.
  sessionTags: { ...each(50, 'tags of a session'), max: 50 },
} as const satisfies Record<string, Quota>;

export interface Quota {
  /** AWS's number. */
  readonly standard: number;
  /** The least and the most that the setting takes. */
  readonly min: number;
  readonly max: number;
  readonly unit: 'characters' | 'pieces';
  readonly what: string;
}

export type QuotaName = keyof typeof quotaTable;
export type Quotas = Readonly<Record<QuotaName, number>>;

export const awsQuotas = Object.fromEntries(
  Object.entries(quotaTable).map(([name, { standard }]) => [name, standard]),
) as Quotas;

/** `rolesPerAccount` -> `roles-per-account`, as settings have it. */
export const quotaSetting = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** Characters of a document. No document is longer than the wire takes. */
function size(standard: number, what: string): Quota {
  return { standard, min: 1, max: 131_072, unit: 'characters', what };
}

/** How many an account may have. */
function all(standard: number, what: string): Quota {
  return { standard, min: 0, max: 1_000_000, unit: 'pieces', what };
}

/** How many hang on one thing: few, as all of them are read at once. */
function each(standard: number, what: string): Quota {
  return { standard, min: 0, max: 1000, unit: 'pieces', what };
}
