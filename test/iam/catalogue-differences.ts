/**
 * Where operations ask otherwise than the catalogue says, with the reason. Each row is a difference as the test prints
 * it; `*` stands for a name.
 */
export const differences: readonly (readonly [difference: string, reason: string])[] = [
  ['iam:Create* lacks aws:resourcetag', 'what is to be made has no tags yet; those asked for are aws:RequestTag'],
  ['iam:Create* lacks iam:resourcetag', 'what is to be made has no tags yet'],
  ['iam:Upload* lacks aws:resourcetag', 'what is to be made has no tags yet'],
  ['iam:GetServiceLinkedRoleDeletionStatus lacks *:resourcetag', 'the role is gone, and its tags with it'],
  ['iam:* lacks iam:roletemplatearn', 'role templates belong to AcquireRole, which is not built'],
  ['iam:EnableMFADevice lacks iam:fido-*', 'there are no FIDO security keys here, and nothing claims to be one'],
  ['iam:EnableMFADevice lacks iam:registersecuritykey', 'as above'],
  ['iam:List* on arn:aws:iam::111122223333:*/', 'AWS names the path in its refusals, as recorded; `*` covers it'],
  ['iam:List*Providers on arn:aws:iam::111122223333:*-provider/*', 'as above, for providers, which have no path'],
  ['iam:ListPolicies on policy path /', 'as above; AWS names no ARN there'],
];
