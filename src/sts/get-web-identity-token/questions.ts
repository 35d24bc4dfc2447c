import { asciiLower } from '../../base/ascii.ts';
import type { SigningAlgorithm } from '../../issuer/signing-keys.ts';
import type { GetWebIdentityTokenRequest } from '../../model/generated/sts.ts';
import type { Informed, Question } from '../../operation/operation.ts';
import type { ContextValue } from '../../policy/types.ts';
import type { SessionTag } from '../../token/claims.ts';

/** What was read from the input. */
export interface Checked {
  readonly algorithm: SigningAlgorithm;
  readonly seconds: number;
  readonly tags: readonly SessionTag[];
}

/** sts:GetWebIdentityToken, and sts:TagGetWebIdentityToken where tags are passed; neither is about a resource (sts.md 5.5). */
export function questions({
  input,
  checked: { algorithm, seconds, tags },
}: Informed<GetWebIdentityTokenRequest, undefined, Checked>): readonly Question[] {
  const context = new Map<string, ContextValue>([
    ['sts:identitytokenaudience', { kind: 'multi', values: input.Audience }],
    // What holds counts, also where it was not asked for: a policy that sets a limit means the token.
    ['sts:durationseconds', { kind: 'single', value: String(seconds) }],
    ['sts:signingalgorithm', { kind: 'single', value: algorithm }],
  ]);
  for (const { key, value } of tags) context.set(`aws:requesttag/${asciiLower(key)}`, { kind: 'single', value });
  if (tags.length > 0) context.set('aws:tagkeys', { kind: 'multi', values: tags.map(({ key }) => key) });
  const actions = ['sts:GetWebIdentityToken', ...(tags.length > 0 ? ['sts:TagGetWebIdentityToken'] : [])];
  return actions.map((action) => ({ action, resource: '*', context }));
}
