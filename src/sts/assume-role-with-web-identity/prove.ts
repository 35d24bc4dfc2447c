import { oidcProviderArn } from '../../base/arn.ts';
import { type AwsClaims, readAwsClaims } from '../../federation/oidc/aws-claims.ts';
import { type ClaimKey, claimKeys } from '../../federation/oidc/claim-keys.ts';
import { audienceOf } from '../../federation/oidc/verify.ts';
import { common } from '../../model/fault.ts';
import type { AssumeRoleWithWebIdentityRequest } from '../../model/generated/sts.ts';
import type { Unproven } from '../../operation/operation.ts';
import type { ContextValue } from '../../policy/types.ts';
import type { Caller } from '../../principal/caller.ts';
import { readRoleArn } from '../role-arn.ts';
import { noProvider, noToken, refusedToken } from './refused.ts';

/** Somebody for whom an issuer vouches, proven by its signature; what it vouches for. */
export interface WebIdentityCaller extends Caller {
  readonly webIdentity: {
    /** ARN of the provider, in the role's account. */
    readonly provider: string;
    readonly subject: string;
    readonly audience: string;
    readonly keys: readonly ClaimKey[];
    readonly stated: AwsClaims;
  };
}

/**
 * Proves who sent a token: its issuer is a provider of the very account that the role is in, and every word of it holds.
 * What costs nothing is looked at first, and nobody is asked for keys on behalf of an issuer that the account does not
 * trust (security.md I08).
 */
export async function prove(given: Unproven<AssumeRoleWithWebIdentityRequest>): Promise<WebIdentityCaller> {
  const { input, directory, webIdentities } = given;
  const { account } = readRoleArn(input.RoleArn);
  if (input.ProviderId !== undefined) throw common.ValidationError(accessTokens(input.ProviderId));
  const token = webIdentities.read(input.WebIdentityToken);
  if (token === undefined) throw noToken();

  const { claims } = token;
  const name = claims.iss.startsWith(SCHEME) ? claims.iss.slice(SCHEME.length) : undefined;
  const provider =
    name === undefined || isOwnIssuer(claims.iss, given) ? undefined : await directory.oidcProvider(account, name);
  if (provider === undefined) throw noProvider(claims.iss);
  const refusal = await webIdentities.refusalOf(token, provider);
  if (refusal !== undefined) throw refusedToken(refusal);

  const keys = claimKeys(provider.name, claims);
  const stated = readAwsClaims(claims.all);
  if (keys === undefined || stated === undefined) throw noToken();
  return caller(account, {
    provider: oidcProviderArn(account, provider.name),
    subject: claims.sub,
    audience: audienceOf(claims),
    keys,
    stated,
  });
}

const SCHEME = 'https://';

/** Tokens that this server issues are for others: by feeding one back a session would renew itself for ever (sts.md 3.3). */
const isOwnIssuer = (issuer: string, { publicUrl }: Pick<Unproven<unknown>, 'publicUrl'>): boolean =>
  issuer.startsWith(`${publicUrl()}/oidc/`);

/** OAuth 2.0 access tokens of two companies have no signature that anybody else could verify. */
const accessTokens = (providerId: string): string =>
  `ProviderId ${providerId} is not offered here: only OpenID Connect tokens are accepted, which need no ProviderId`;

function caller(account: string, webIdentity: WebIdentityCaller['webIdentity']): WebIdentityCaller {
  const { provider, subject, audience, keys } = webIdentity;
  const context = new Map<string, ContextValue>(keys.map(({ key, value }) => [key, contextValue(value)]));
  context.set('aws:federatedprovider', { kind: 'single', value: provider });
  return {
    kind: 'web-identity',
    account,
    arn: provider,
    // As CloudTrail names a web identity (sts.md 8.2).
    userId: `${provider}:${audience}:${subject}`,
    accessKeyId: '',
    principal: { type: 'web-identity', account, arn: provider, provider },
    policies: { identity: [] },
    context,
    user: undefined,
    session: undefined,
    webIdentity,
  };
}

const contextValue = (value: string | readonly string[]): ContextValue =>
  typeof value === 'string' ? { kind: 'single', value } : { kind: 'multi', values: value };
