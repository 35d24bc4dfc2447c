import type { IssuerSettings } from '../../src/federation/oidc/web-identities.ts';
import { ACCOUNT_A, type Answer, type Credentials, openHouse } from '../house/harness.ts';
import { form, type Parameters, unsignedPost } from '../house/requests.ts';
import { CLIENT, claimsAt, EC, ISSUER, type Pair, PROVIDER, published, signed } from './issuer.ts';

/** The house with a provider, a role that trusts it, and the issuer behind it, whose documents need no network. */
export async function openWithIssuer(settings: Partial<IssuerSettings> = {}, more: { http?: true } = {}) {
  const issuer = published();
  const house = await openHouse({ ...more, oidc: { fetch: issuer.fetch, ...settings } });
  await house.must(house.rootA, 'CreateOpenIDConnectProvider', { Url: ISSUER, 'ClientIDList.member.1': CLIENT });
  const roleArn = await house.role(
    house.rootA,
    'app',
    trusting({ StringEquals: { [`${PROVIDER}:sub`]: 'workload-1' } }),
  );
  const nowSeconds = () => Math.floor(house.clock.now() / 1000);

  /** Brings a token, and nothing else that would prove anything. */
  const bring = (WebIdentityToken: string, more: Parameters = {}): Promise<Answer> =>
    house.send(
      unsignedPost(
        form(
          'AssumeRoleWithWebIdentity',
          { RoleArn: roleArn, RoleSessionName: 'test-session', WebIdentityToken, ...more },
          'sts',
        ),
      ),
    );
  return {
    ...house,
    issuer,
    roleArn,
    bring,
    nowSeconds,
    token: (claims: object = {}, header: object = {}, pair: Pair = EC) =>
      signed(pair, claimsAt(nowSeconds(), claims), header),
    /** What the answer says, in one line. */
    async outcome(token: string, more: Parameters = {}): Promise<string> {
      const answer = await bring(token, more);
      return answer.status === 200 ? 'credentials' : `${answer.code} ${answer.status}: ${answer.message}`;
    },
  };
}

export type WithIssuer = Awaited<ReturnType<typeof openWithIssuer>>;

/** One statement that trusts the provider of account A. */
export const trusting = (Condition?: object, name = PROVIDER) => ({
  Principal: { Federated: `arn:aws:iam::${ACCOUNT_A}:oidc-provider/${name}` },
  Action: ['sts:AssumeRoleWithWebIdentity', 'sts:TagSession', 'sts:SetSourceIdentity'],
  ...(Condition && { Condition }),
});

/** The recorded sentences (sts.md 3.3), and those that are ours. */
export const SAID = {
  denied: 'AccessDenied 403: Not authorized to perform sts:AssumeRoleWithWebIdentity',
  noToken:
    'InvalidIdentityToken 400: The ID Token provided is not a valid JWT. (You may see this error if you sent an Access Token)',
  noKey:
    "InvalidIdentityToken 400: Couldn't retrieve verification key from your identity provider,  please reference AssumeRoleWithWebIdentity documentation for requirements",
  signature: 'InvalidIdentityToken 400: The signature of the ID Token provided is invalid',
  audience: 'InvalidIdentityToken 400: Incorrect token audience',
  early: 'InvalidIdentityToken 400: The ID Token provided is not valid yet',
  noProvider: (issuer: string) =>
    `InvalidIdentityToken 400: No OpenIDConnect provider found in your account for ${issuer}`,
  unreachable:
    'IDPCommunicationError 400: The identity provider that has to verify the token could not be reached. Try again.',
} as const;

export type { Credentials };
