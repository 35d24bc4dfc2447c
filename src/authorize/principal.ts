import type { AnsweredPrincipal } from '../authorizer/question.ts';
import { isoSecond } from '../base/iso-second.ts';
import type { Caller } from '../principal/caller.ts';

/**
 * What a service learns of whoever signed. Tags only within one account: what an account says of its people is for its own
 * services, as a policy of theirs could ask for it anyway.
 */
export function answeredPrincipal(caller: Caller, asking: Caller): AnsweredPrincipal {
  const { account, arn, userId, accessKeyId, session } = caller;
  const name = session?.kind === 'role' || session?.kind === 'federated' ? session.sessionName : undefined;
  const tags = account === asking.account ? tagsOf(caller) : [];
  return {
    type: TYPES[caller.kind] ?? 'AssumedRole',
    ...{ arn, userId, account, accessKeyId },
    ...(name !== undefined && { sessionName: name }),
    ...(session?.sourceIdentity !== undefined && { sourceIdentity: session.sourceIdentity }),
    ...(tags.length > 0 && { principalTags: Object.fromEntries(tags) }),
    ...(session !== undefined && { expiration: isoSecond(session.expiresAt * 1000) }),
  };
}

/** CloudTrail's names. */
const TYPES: Partial<Readonly<Record<Caller['kind'], AnsweredPrincipal['type']>>> = {
  root: 'Root',
  user: 'IAMUser',
  'role-session': 'AssumedRole',
  'federated-user': 'FederatedUser',
  'root-session': 'Root',
};

const TAG = 'aws:principaltag/';

const tagsOf = ({ context }: Caller): readonly (readonly [string, string])[] =>
  [...context].flatMap(([key, value]) =>
    key.startsWith(TAG) && value.kind === 'single' ? [[key.slice(TAG.length), value.value] as const] : [],
  );
