import type { X509Certificate } from 'node:crypto';

/** What is wrong with a chain, as AWS counts: the place of the certificate in the path, or -1 where the path ends nowhere. */
export type ChainFault = number;

/**
 * Holds a certificate's chain to RFC 5280 6.1, with the chain's last certificate as what is trusted. The path is the
 * certificate and the chain without that last one. Gives `undefined` where each is signed by the next and may sign.
 *
 * Whether anybody trusts that last one is for the services that use the certificate.
 */
export function chainFault(
  certificate: X509Certificate,
  chain: readonly X509Certificate[],
  now: Date,
): ChainFault | undefined {
  const anchor = chain.at(-1);
  if (anchor === undefined) return undefined;
  const path = [certificate, ...chain.slice(0, -1)];
  const last = path.length - 1;
  if (!isSignedBy(path[last]!, anchor)) return -1;
  // From the trusted end, as path validation goes.
  for (let place = last; place >= 0; place--) {
    const one = path[place]!;
    const isSigned = place === last || isSignedBy(one, path[place + 1]!);
    if (!isSigned || !isValidAt(one, now) || (place > 0 && !one.ca)) return place;
  }
  return undefined;
}

const isValidAt = (certificate: X509Certificate, now: Date): boolean =>
  certificate.validFromDate <= now && now <= certificate.validToDate;

function isSignedBy(certificate: X509Certificate, issuer: X509Certificate): boolean {
  try {
    return certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey);
  } catch {
    // A key of a kind that is not known here signs nothing.
    return false;
  }
}
