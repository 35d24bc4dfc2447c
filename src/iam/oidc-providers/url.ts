import { common } from '../../model/fault.ts';
import { iamFaults } from '../faults.ts';

const SCHEME = 'https://';

/** A host name, then perhaps a path of unreserved and sub-delimiting characters (RFC 3986): no user, port, query, fragment or escape. */
const REST = /^[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?(?:\/[A-Za-z0-9._~!$&'()*+,;=:@/-]*)?$/;

/**
 * The name of the provider of an issuer: its URL without `https://`, to the letter. Tokens name their issuer in one
 * spelling, so neither the case of the host nor a last slash is touched (security.md D05).
 */
export function nameOfIssuer(url: string): string {
  if (!url.includes('://')) throw common.ValidationError('Invalid Open ID Connect Provider URL');
  if (!url.startsWith(SCHEME)) {
    throw iamFaults.InvalidInput('Invalid Open ID Connect Provider URL. The URL must begin with https://.');
  }
  const name = url.slice(SCHEME.length);
  if (!REST.test(name)) throw iamFaults.InvalidInput('Invalid Open ID Connect Provider URL.');
  return name;
}
