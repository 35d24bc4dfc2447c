import { secondsOf } from '../../base/clock.ts';
import type { Issuer } from '../../issuer/issuers.ts';
import { signToken } from '../../issuer/sign.ts';
import { isSigningAlgorithm } from '../../issuer/signing-keys.ts';
import { signingKey } from '../../issuer/times.ts';
import { common } from '../../model/fault.ts';
import * as model from '../../model/generated/sts.ts';
import { type Given, operation } from '../../operation/operation.ts';
import { stsFaults } from '../faults.ts';
import { passedTags } from '../session-tags.ts';
import { claimsOf } from './claims.ts';
import { type Checked, questions } from './questions.ts';

/**
 * Gives the caller a token that says who it is to others: they verify it with the keys that its account publishes (sts.md
 * 3.10, https://docs.aws.amazon.com/STS/latest/APIReference/API_GetWebIdentityToken.html).
 */
export const GetWebIdentityToken = operation(model.GetWebIdentityToken, {
  faults: [stsFaults.InvalidParameterValue],
  check,
  access: questions,

  async handle(given) {
    const { caller, clock, issuers } = given;
    const { algorithm, seconds } = given.checked;
    const { isEnabled } = await issuers.of(caller.account);
    if (!isEnabled) throw stsFaults.OutboundWebIdentityFederationDisabledException(disabled(caller.account));
    const issuedAt = secondsOf(clock);
    const expiresAt = issuedAt + seconds;
    // A token must not be a way to live longer than the session that asks for it (security.md B10).
    if (caller.session !== undefined && expiresAt > caller.session.expiresAt) {
      throw stsFaults.SessionDurationEscalationException(ESCALATION);
    }

    const { uuid, keys } = await withKeys(given);
    const key = signingKey(keys, algorithm, issuedAt);
    if (key === undefined)
      throw new Error(`account ${caller.account} has no key for ${algorithm} yet: was the clock set back?`);
    const token = await signToken(await claimsOf(given, { uuid, issuedAt, expiresAt }), key);
    if (token.length > TOKEN_CHARACTERS_MAX) throw stsFaults.JWTPayloadSizeExceededException(TOO_LARGE);
    return { WebIdentityToken: token, Expiration: expiresAt };
  },
});

function check(given: Given<model.GetWebIdentityTokenRequest>): Checked {
  const { SigningAlgorithm: algorithm, DurationSeconds: seconds = DEFAULT_SECONDS } = given.input;
  if (!isSigningAlgorithm(algorithm)) throw common.ValidationError(NO_ALGORITHM);
  return { algorithm, seconds, tags: passedTags(given) };
}

/** The account as issuer. It was given keys when it was enabled, unless that was under a program that gave none. */
async function withKeys({ issuers, caller }: Given<unknown>): Promise<Issuer> {
  const issuer = await issuers.of(caller.account);
  if (issuer.keys.length > 0) return issuer;
  await issuers.prepare(caller.account);
  return issuers.of(caller.account);
}

const DEFAULT_SECONDS = 300;

/** What AssumeRoleWithWebIdentity takes as token (sts.md 3.0): a longer one would be good for nothing even here. AWS's limit is not known. */
const TOKEN_CHARACTERS_MAX = 20_000;

/** In the manner of AWS; its own words are not recorded (docs/deviations.md). */
const NO_ALGORITHM =
  "1 validation error detected: Value at 'signingAlgorithm' failed to satisfy constraint: Member must satisfy enum value set: [RS256, ES384]";
const disabled = (account: string): string => `Outbound web identity federation is disabled for account ${account}`;
const ESCALATION = "The requested token duration would extend beyond the expiration of the caller's session.";
const TOO_LARGE = 'The requested token payload size exceeds the maximum allowed size.';
