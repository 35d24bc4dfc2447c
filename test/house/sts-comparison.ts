/**
 * What the operations of STS have in common and where they differ (sts.md 3.12). One table: `sts-family.test.ts` holds the
 * house to it cell by cell, and `docs/comparing-the-operations.md` is made from it.
 */
export const CALLER_KINDS = [
  'root',
  'user',
  'GetSessionToken',
  'GetSessionToken with MFA',
  'GetFederationToken',
  'role',
  'AssumeRoot',
] as const;
export type CallerKind = (typeof CALLER_KINDS)[number];

/** What a caller who is allowed everything is answered. */
export const verdicts = {
  yes: () => '200',
  noRoot: () => 'Roles may not be assumed by root accounts.',
  noRootAsRoot: () => 'Root may not be assumed by root accounts.',
  noSession: (name: string) => `Cannot call ${name} with session credentials`,
  never: (name: string) => `is not authorized to perform: sts:${name}`,
  notItsTask: (name: string) => `is not authorized to perform: iam:${name}`,
  unknownToken: () => 'The security token included in the request is invalid.',
  notOffered: () => 'not offered here',
} as const satisfies Record<string, (operation: string) => string>;
export type Verdict = keyof typeof verdicts;

export interface Compared {
  readonly operation: string;
  /** By kind of caller; `token` where no credentials count, but a token of an identity provider in the request. */
  readonly callers: Readonly<Record<CallerKind, Verdict>> | 'token';
  /**
   * `own`: a policy has to allow the operation's own action; `no-deny`: it must not be denied; `none`: no policy has a say;
   * `trust`: the role's trust policy alone decides.
   */
  readonly permission: 'own' | 'no-deny' | 'none' | 'trust';
  /** Seconds that what is issued lives. `role`: the role's own maximum, up to 43,200. */
  readonly life?: {
    readonly min: number;
    readonly max: number | 'role';
    readonly standard: number;
    /** Where root asks: the most, and the standard. */
    readonly root?: number;
    /** Where a session asks: the most. */
    readonly chained?: number;
  };
  readonly mfa: boolean;
  readonly sessionPolicy: 'yes' | 'no' | 'task policy';
  readonly tags: 'transitive' | 'yes' | 'no' | 'in the token';
}

const nobodyElse = { mfa: false, sessionPolicy: 'no', tags: 'no' } as const;

/** The verdicts in the order of `CALLER_KINDS`. */
const callers = (...given: readonly Verdict[]): Record<CallerKind, Verdict> =>
  Object.fromEntries(CALLER_KINDS.map((kind, i) => [kind, given[i]!])) as Record<CallerKind, Verdict>;

export const comparison: readonly Compared[] = [
  {
    operation: 'AssumeRole',
    callers: callers('noRoot', 'yes', 'yes', 'yes', 'never', 'yes', 'noRoot'),
    permission: 'own',
    life: { min: 900, max: 'role', standard: 3600, chained: 3600 },
    mfa: true,
    sessionPolicy: 'yes',
    tags: 'transitive',
  },
  {
    operation: 'AssumeRoleWithSAML',
    callers: 'token',
    permission: 'trust',
    life: { min: 900, max: 'role', standard: 3600 },
    mfa: false,
    sessionPolicy: 'yes',
    tags: 'in the token',
  },
  {
    operation: 'AssumeRoleWithWebIdentity',
    callers: 'token',
    permission: 'trust',
    life: { min: 900, max: 'role', standard: 3600 },
    mfa: false,
    sessionPolicy: 'yes',
    tags: 'in the token',
  },
  {
    operation: 'AssumeRoot',
    callers: callers('noRootAsRoot', 'yes', 'never', 'never', 'never', 'yes', 'noRootAsRoot'),
    permission: 'own',
    life: { min: 0, max: 900, standard: 900 },
    mfa: false,
    sessionPolicy: 'task policy',
    tags: 'no',
  },
  {
    operation: 'GetSessionToken',
    callers: callers('yes', 'yes', 'noSession', 'noSession', 'noSession', 'noSession', 'noSession'),
    permission: 'no-deny',
    life: { min: 900, max: 129_600, standard: 43_200, root: 3600 },
    mfa: true,
    sessionPolicy: 'no',
    tags: 'no',
  },
  {
    operation: 'GetFederationToken',
    callers: callers('yes', 'yes', 'noSession', 'noSession', 'noSession', 'noSession', 'noSession'),
    permission: 'own',
    life: { min: 900, max: 129_600, standard: 43_200, root: 3600 },
    mfa: false,
    sessionPolicy: 'yes',
    tags: 'yes',
  },
  {
    operation: 'GetWebIdentityToken',
    callers: callers('yes', 'yes', 'never', 'never', 'never', 'yes', 'never'),
    permission: 'own',
    life: { min: 60, max: 3600, standard: 300 },
    mfa: false,
    sessionPolicy: 'no',
    tags: 'yes',
  },
  {
    operation: 'GetDelegatedAccessToken',
    callers: callers('notOffered', 'notOffered', 'never', 'never', 'never', 'notOffered', 'never'),
    permission: 'none',
    ...nobodyElse,
  },
  {
    operation: 'GetCallerIdentity',
    callers: callers('yes', 'yes', 'yes', 'yes', 'yes', 'yes', 'yes'),
    permission: 'none',
    ...nobodyElse,
  },
  {
    operation: 'GetAccessKeyInfo',
    callers: callers('yes', 'yes', 'never', 'never', 'never', 'yes', 'never'),
    permission: 'own',
    ...nobodyElse,
  },
  {
    operation: 'DecodeAuthorizationMessage',
    callers: callers('yes', 'yes', 'never', 'never', 'never', 'yes', 'never'),
    permission: 'own',
    ...nobodyElse,
  },
];

/** IAM takes or refuses credentials whole; one of its operations stands for all. */
export const iamStandsFor = {
  operation: 'ListUsers',
  callers: callers('yes', 'yes', 'unknownToken', 'yes', 'unknownToken', 'yes', 'notItsTask'),
} as const;
