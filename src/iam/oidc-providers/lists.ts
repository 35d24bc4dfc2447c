import type { Quotas } from '../../operation/quotas.ts';
import { iamFaults, quotaExceeded } from '../faults.ts';

const MOST_THUMBPRINTS = 5;

/** Thumbprints as they are kept: SHA-1 in hexadecimal, which has no case. AWS's sentence says fewer than 5 and means 5. */
export function acceptableThumbprints(thumbprints: readonly string[]): readonly string[] {
  if (thumbprints.length > MOST_THUMBPRINTS) {
    throw iamFaults.InvalidInput('Thumbprint list must contain fewer than 5 entries.');
  }
  if (!thumbprints.every((thumbprint) => /^[0-9A-Fa-f]{40}$/.test(thumbprint))) {
    throw iamFaults.InvalidInput('Thumbprint must be exactly 40 hexadecimal characters.');
  }
  return thumbprints.map((thumbprint) => thumbprint.toLowerCase());
}

/** Client ids as they are kept: each once, to the letter. */
export function acceptableClientIds(clientIds: readonly string[], quotas: Quotas): readonly string[] {
  const quota = quotas.clientIdsPerOidcProvider;
  const distinct = [...new Set(clientIds)];
  if (distinct.length > quota) throw quotaExceeded('ClientIdsPerOpenIdConnectProvider', quota);
  return distinct;
}
