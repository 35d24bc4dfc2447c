/** A secret, after what it is. */
export type Noted = readonly [what: string, secret: string];

/** Parameters of requests whose values are for nobody but the server. */
const SECRET_PARAMETERS =
  /^(?:Password|OldPassword|NewPassword|PrivateKey|AddPrivateKey|WebIdentityToken|SAMLAssertion|TokenCode|TradeInToken)$/;
/** Elements of answers that are for nobody but the caller. */
const SECRET_ELEMENTS =
  /<(SecretAccessKey|SessionToken|Base32StringSeed|QRCodePNG|ServicePassword|ServiceCredentialSecret|WebIdentityToken|Password)>([^<]+)</g;
/** What is shorter is found everywhere by chance, as a code of six digits is. */
const LENGTH_MIN = 12;

/** What a request holds that whoever reads a log, a file or a refusal must not find. */
export function secretsOfRequest(rawHeaders: readonly string[], target: string, body: string): Noted[] {
  const noted: Noted[] = [];
  for (let i = 0; i + 1 < rawHeaders.length; i += 2) {
    const [name, value] = [rawHeaders[i]!.toLowerCase(), rawHeaders[i + 1]!];
    const signature = name === 'authorization' ? /Signature=([0-9a-f]{64})/.exec(value)?.[1] : undefined;
    if (signature !== undefined) noted.push(['signature', signature]);
    if (name === 'x-amz-security-token') noted.push(['session token', value]);
  }
  const query = target.includes('?') ? target.slice(target.indexOf('?') + 1) : '';
  for (const [name, value] of [...new URLSearchParams(query), ...new URLSearchParams(body)]) {
    if (SECRET_PARAMETERS.test(name)) noted.push([name, kernelOf(value)]);
    if (name === 'X-Amz-Signature') noted.push(['signature', value]);
    if (name === 'X-Amz-Security-Token') noted.push(['session token', value]);
  }
  return noted.filter(([, secret]) => secret.length >= LENGTH_MIN);
}

export function secretsOfAnswer(xml: string): Noted[] {
  return [...xml.matchAll(SECRET_ELEMENTS)]
    .map(([, what, value]) => [what!, value!] as const)
    .flatMap(([what, value]) =>
      what === 'Base32StringSeed'
        ? [[what, value] as const, ['seed in base32', Buffer.from(value, 'base64').toString()] as const]
        : [[what, value] as const],
    )
    .filter(([, secret]) => secret.length >= LENGTH_MIN);
}

/** Of a PEM text a line from its middle: its head and foot are no secret, and line ends may be written otherwise. */
function kernelOf(value: string): string {
  const lines = value.split(/\r?\n/);
  return value.includes('-----BEGIN') && lines.length > 3 ? lines[Math.floor(lines.length / 2)]! : value;
}
