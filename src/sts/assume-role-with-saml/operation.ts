import { hash } from 'node:crypto';
import { asciiLower } from '../../base/ascii.ts';
import { secondsOf } from '../../base/clock.ts';
import type { SamlClaims } from '../../federation/saml/claims.ts';
import * as model from '../../model/generated/sts.ts';
import { type Given, operation, type Question } from '../../operation/operation.ts';
import { stsFaults } from '../faults.ts';
import { readRoleArn } from '../role-arn.ts';
import { sessionSeconds } from '../role-duration.ts';
import { issueSession, roleSessionAnswer } from '../role-session.ts';
import { trustContext } from '../trust-context.ts';
import { vouchedSourceIdentity, vouchedTags } from '../vouched.ts';
import { prove, type SamlCaller } from './prove.ts';
import { notAuthorized, usedBefore } from './refused.ts';

/**
 * Issues temporary credentials of a role to somebody for whom a SAML identity provider vouches
 * (https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithSAML.html; sts.md 3.2).
 *
 * The request has no signature: the assertion is the proof, and the role's trust policy alone decides. A role that does not
 * exist trusts nobody, so it is refused in the words of one whose conditions are not met.
 */
export const AssumeRoleWithSAML = operation(model.AssumeRoleWithSAML, {
  proof: 'token',
  refusal: 'bare',
  faults: [stsFaults.InvalidParameterValue],

  prove,
  check(given) {
    // `prove` of this very operation made the caller.
    const { saml } = given.caller as SamlCaller;
    const { claims } = saml;
    if (!isGranted(given.input, claims)) throw notAuthorized();
    return {
      saml,
      tags: vouchedTags(given, claims),
      sourceIdentity: vouchedSourceIdentity(claims.sourceIdentity),
    };
  },
  load: ({ directory, input }) => directory.trustByArn(input.RoleArn),

  access({ input, found: role, checked }) {
    const { sessionName } = checked.saml.claims;
    const about = {
      resource: role?.arn ?? input.RoleArn,
      resourceAccount: role?.record.account ?? readRoleArn(input.RoleArn).account,
      trust: role?.trust ?? ('nobody' as const),
      context: trustContext({ ...checked, sessionName, role }),
    };
    const asked: Question[] = [{ action: 'sts:AssumeRoleWithSAML', ...about }];
    if (checked.sourceIdentity !== undefined) asked.push({ action: 'sts:SetSourceIdentity', ...about });
    if (checked.tags.length > 0) asked.push({ action: 'sts:TagSession', ...about });
    return asked;
  },

  async handle(given) {
    const { input, caller, found: role, checked, clock } = given;
    // `access` asked the trust policy of this very role, and nobody's trust passes no one.
    if (role === undefined) throw new Error('a role that does not exist was authorised');

    const { saml, tags, sourceIdentity } = checked;
    const { claims, provider, nameQualifier } = saml;
    const asked = sessionSeconds(given, role.record);
    const seconds = Math.min(asked, (claims.sessionEndsAt ?? Number.POSITIVE_INFINITY) - secondsOf(clock));
    const named = { ...given, caller, input: { ...input, RoleSessionName: claims.sessionName } };
    const providerKeys = [
      { key: 'saml:namequalifier', value: nameQualifier },
      { key: 'saml:sub', value: claims.subject },
      { key: 'saml:sub_type', value: claims.subjectType },
    ];
    const session = await issueSession(named, role, { tags, sourceIdentity, seconds, provider, providerKeys });
    await useOnce(given, claims);
    return {
      ...roleSessionAnswer(session),
      Subject: claims.subject,
      SubjectType: claims.subjectType,
      Issuer: claims.issuer,
      // AWS calls the recipient so (sts.md 3.2).
      Audience: claims.recipient,
      NameQualifier: nameQualifier,
    };
  },
});

/** Whether the assertion names the very role and provider that are asked for. Roles of IAM Identity Center are for itself. */
function isGranted({ RoleArn, PrincipalArn }: model.AssumeRoleWithSAMLRequest, { roles }: SamlClaims): boolean {
  const name = RoleArn.slice(RoleArn.lastIndexOf('/') + 1);
  if (asciiLower(name).startsWith('awsreservedsso_')) return false;
  return roles.some(({ role, provider }) => role === RoleArn && provider === PrincipalArn);
}

/**
 * Takes an assertion once: the last thing before its credentials are handed out, so that a call which is refused leaves it
 * good for the next one. It is on disk before they are (security.md E11). Two providers of one account may stand for one
 * identity provider, so it is the identity provider's name that goes into the digest.
 */
async function useOnce({ store, caller, clock }: Given<unknown>, claims: SamlClaims): Promise<void> {
  const { assertionId, issuer, usableUntil: expiresAt } = claims;
  const used = {
    account: caller.account,
    what: 'saml-assertion',
    digest: hash('sha256', `${assertionId} ${issuer}`),
    expiresAt,
  } as const;
  if (!(await store.change((tx) => tx.useOnce(used, secondsOf(clock))))) throw usedBefore();
}
