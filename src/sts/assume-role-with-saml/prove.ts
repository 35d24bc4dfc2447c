import { hash } from 'node:crypto';
import { parseArn, samlProviderArn } from '../../base/arn.ts';
import { secondsOf } from '../../base/clock.ts';
import { isAccountId } from '../../base/identifiers.ts';
import type { SamlClaims } from '../../federation/saml/claims.ts';
import { common } from '../../model/fault.ts';
import type { AssumeRoleWithSAMLRequest } from '../../model/generated/sts.ts';
import type { Unproven } from '../../operation/operation.ts';
import type { ContextValue } from '../../policy/types.ts';
import type { Caller } from '../../principal/caller.ts';
import { readRoleArn } from '../role-arn.ts';
import { inTurn } from './in-turn.ts';
import { noProvider, notAuthorized, refusedResponse } from './refused.ts';

/** Somebody for whom a SAML identity provider vouches, proven by its signature; what it vouches for. */
export interface SamlCaller extends Caller {
  readonly saml: {
    /** ARN of the provider, in the role's account. */
    readonly provider: string;
    /** `saml:namequalifier`: names the provider to those who may not know which it is. */
    readonly nameQualifier: string;
    readonly claims: SamlClaims;
  };
}

/**
 * Proves who sent an assertion: the provider that is named is one of the account that the role is in, and every word of the
 * assertion holds. What costs nothing is looked at first, and XML is read one at a time (security.md I08).
 */
export async function prove(given: Unproven<AssumeRoleWithSAMLRequest>): Promise<SamlCaller> {
  const { input, directory, publicUrl, clock, request } = given;
  const role = readRoleArn(input.RoleArn);
  const { account, name } = readProviderArn(input.PrincipalArn);
  if (account !== role.account) throw notAuthorized();
  const provider = await directory.samlProvider(account, name);
  if (provider === undefined) throw noProvider();

  const own = `${publicUrl()}/saml`;
  const verified = await inTurn(request.id, async () => {
    // The XML parsers are loaded when there is XML.
    const { verifyResponse } = await import('../../federation/saml/verify-response.ts');
    return verifyResponse(input.SAMLAssertion, provider, {
      nowSeconds: secondsOf(clock),
      isRecipient: (url) => url === own || AWS_RECIPIENT.test(url),
      audiences: new Set([AWS_AUDIENCE, own]),
    });
  });
  if ('refused' in verified) throw refusedResponse(verified);
  return caller(account, name, verified);
}

/** As AWS's own metadata say where assertions go, and for whom they are (sts.md 3.2). */
const AWS_RECIPIENT = /^https:\/\/(?:[a-z]{2,}(?:-[a-z]+)+-[0-9]{1,2}\.)?signin\.aws\.amazon\.com\/saml$/;
const AWS_AUDIENCE = 'urn:amazon:webservices';

function readProviderArn(text: string): { readonly account: string; readonly name: string } {
  const arn = parseArn(text);
  const isOne =
    arn?.partition === 'aws' &&
    arn.service === 'iam' &&
    arn.region === '' &&
    isAccountId(arn.account) &&
    RESOURCE.test(arn.resource);
  if (!isOne) throw common.ValidationError(`${text} is invalid`);
  return { account: arn.account, name: arn.resource.slice(PREFIX.length) };
}

const PREFIX = 'saml-provider/';
const RESOURCE = /^saml-provider\/[\w._-]{1,128}$/;

function caller(account: string, name: string, claims: SamlClaims): SamlCaller {
  const provider = samlProviderArn(account, name);
  const nameQualifier = hash('sha1', `${claims.issuer}${account}/${name}`, 'base64');
  const context = new Map<string, ContextValue>([
    ['saml:aud', single(claims.recipient)],
    ['saml:doc', single(`${account}/${name}`)],
    ['saml:iss', single(claims.issuer)],
    ['saml:namequalifier', single(nameQualifier)],
    ['saml:sub', single(claims.subject)],
    ['saml:sub_type', single(claims.subjectType)],
    ['aws:federatedprovider', single(provider)],
  ]);
  for (const { key, values, many } of claims.keys) {
    context.set(key, many ? { kind: 'multi', values } : single(values[0]!));
  }
  return {
    kind: 'saml',
    account,
    arn: provider,
    // As CloudTrail names a SAML user (sts.md 8.2).
    userId: `${nameQualifier}:${claims.subject}`,
    accessKeyId: '',
    principal: { type: 'saml', account, arn: provider, provider },
    policies: { identity: [] },
    context,
    user: undefined,
    session: undefined,
    saml: { provider, nameQualifier, claims },
  };
}

const single = (value: string): ContextValue => ({ kind: 'single', value });
