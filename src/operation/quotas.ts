/** AWS's quotas, each a setting (policy.md 10). Lengths are characters. */
export interface Quotas {
  readonly managedPolicySize: number;
  readonly userInlinePolicySize: number;
  readonly roleInlinePolicySize: number;
  readonly trustPolicySize: number;
  /** Inline session policy and the texts of PolicyArns together. */
  readonly sessionPolicySize: number;
  readonly policiesPerUser: number;
  readonly policiesPerRole: number;
  readonly policiesPerAccount: number;
  readonly rolesPerAccount: number;
  readonly usersPerAccount: number;
  readonly accessKeysPerUser: number;
  readonly mfaDevicesPerUser: number;
  readonly tagsPerEntity: number;
  readonly sessionTags: number;
}

export const awsQuotas: Quotas = {
  managedPolicySize: 6144,
  userInlinePolicySize: 2048,
  roleInlinePolicySize: 10240,
  trustPolicySize: 2048,
  sessionPolicySize: 2048,
  policiesPerUser: 10,
  policiesPerRole: 10,
  policiesPerAccount: 1500,
  rolesPerAccount: 1000,
  usersPerAccount: 5000,
  accessKeysPerUser: 2,
  mfaDevicesPerUser: 8,
  tagsPerEntity: 50,
  sessionTags: 50,
};
