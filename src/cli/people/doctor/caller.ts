import { walkRoles } from '../../../client/chain.ts';
import type { ServiceError } from '../../../client/problems.ts';
import type { Outline } from '../../../client/profiles/connection-for.ts';
import { Refusal } from '../../refusal.ts';
import { identityOf, kindOf } from '../identity.ts';
import { sentenceOf } from '../refusals.ts';
import { type Finding, fail, ok } from './finding.ts';

/** Whom the server takes the credentials for; where it takes them for nobody's, why that can be. */
export async function callerFinding({ plan, sts, from }: Outline): Promise<Finding> {
  if (plan.credentials === undefined)
    return fail('caller', 'no credentials, so nobody', '`rolecall configure --keys FILE` writes some into a profile');
  try {
    const { arn } = await identityOf({ ...sts, credentials: walkRoles(plan.credentials, plan.steps, sts) });
    return ok('caller', `${arn}, ${kindOf(arn)}`);
  } catch (error) {
    const sentence = sentenceOf(error) ?? (error instanceof Refusal ? error.message : undefined);
    if (sentence === undefined) throw error;
    const advice = ADVICE.get((error as ServiceError).code) ?? 'look at what it names';
    return fail('caller', sentence, advice.replace('FROM', from.credentials));
  }
}

const ADVICE: ReadonlyMap<string, string> = new Map([
  [
    'InvalidClientTokenId',
    'the key from FROM is of another server, was deleted or is inactive: `rolecall configure --keys FILE`',
  ],
  [
    'SignatureDoesNotMatch',
    'the secret from FROM is not the one of its key id, or something on the way changes the Host; for another client’s request: --request FILE',
  ],
  ['ExpiredToken', 'the session from FROM has ended: get another one'],
  [
    'AccessDenied',
    'the role does not trust this caller, or the caller may not: `rolecall audit why` says which, where the store is',
  ],
]);
