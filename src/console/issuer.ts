/** Cookies are small. */
const LENGTH_MAX = 512;

/**
 * The address at which somebody gets a new sign-in link, as the link named it; `undefined` where it is no http address, as
 * `aws-vault` is none. It is anybody's word: it is shown, and never followed.
 */
export function readIssuer(issuer: string | undefined): string | undefined {
  const parsed = issuer === undefined || issuer.length > LENGTH_MAX ? null : URL.parse(issuer);
  if (parsed === null || !/^https?:$/.test(parsed.protocol)) return undefined;
  if (parsed.username !== '' || parsed.password !== '' || parsed.href.length > LENGTH_MAX) return undefined;
  return parsed.href;
}
