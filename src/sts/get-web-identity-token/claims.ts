import { asciiLower } from '../../base/ascii.ts';
import { uuid as newUuid } from '../../base/identifiers.ts';
import { isoSecond } from '../../base/iso-second.ts';
import type { Claims } from '../../issuer/sign.ts';
import type { GetWebIdentityTokenRequest } from '../../model/generated/sts.ts';
import type { Given } from '../../operation/operation.ts';
import type { ContextValue } from '../../policy/types.ts';
import type { Checked } from './questions.ts';

type Asked = Given<GetWebIdentityTokenRequest> & { readonly checked: Checked };

/** What a token says, in the members and the order recorded of AWS's (sts.md 3.10). What does not apply is left out. */
export async function claimsOf(
  given: Asked,
  token: { readonly uuid: string; readonly issuedAt: number; readonly expiresAt: number },
): Promise<Claims> {
  const { input, caller, entropy, publicUrl } = given;
  const principal = principalArn(given);
  const { session } = caller;
  return {
    aud: input.Audience.length === 1 ? input.Audience[0] : input.Audience,
    sub: principal,
    'https://sts.amazonaws.com/': {
      org_id: plain(caller.context.get('aws:principalorgid')),
      aws_account: caller.account,
      ou_path: plain(caller.context.get('aws:principalorgpaths')),
      original_session_exp: session && isoSecond(session.expiresAt * 1000),
      federated_provider: session?.kind === 'role' ? session.provider : undefined,
      source_identity: session?.sourceIdentity,
      source_region: given.request.region,
      principal_id: principal,
      principal_tags: tagsMember(await principalTags(given)),
      request_tags: tagsMember(given.checked.tags),
    },
    iss: `${publicUrl()}/oidc/${token.uuid}`,
    exp: token.expiresAt,
    iat: token.issuedAt,
    jti: newUuid(entropy),
  };
}

/** The user, or the role behind a session: `aws:PrincipalArn` is that already. */
function principalArn({ caller }: Asked): string {
  const arn = caller.context.get('aws:principalarn');
  if (arn?.kind !== 'single') throw new Error('a proven caller has an ARN');
  return arn.value;
}

interface Tag {
  readonly key: string;
  readonly value: string;
}

/** As `aws:PrincipalTag`, but in the case in which they were written: tags of the user or role, and the session's over them (sts.md 5.4). */
async function principalTags({ caller, directory }: Asked): Promise<readonly Tag[]> {
  const { session, user, account } = caller;
  const role = session?.kind === 'role' ? await directory.role(account, session.roleId) : undefined;
  const tags = new Map<string, Tag>();
  for (const tag of [...((user ?? role?.record)?.tags ?? []), ...(session?.tags ?? [])])
    tags.set(asciiLower(tag.key), tag);
  return [...tags.values()];
}

/** Keys are chosen by users: no key reaches a prototype here, and `__proto__` is one like any other. */
const tagsMember = (tags: readonly Tag[]): object | undefined =>
  tags.length === 0 ? undefined : Object.fromEntries(tags.map(({ key, value }) => [key, value]));

const plain = (value: ContextValue | undefined): unknown => (value?.kind === 'multi' ? value.values : value?.value);
