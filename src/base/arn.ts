/** The six parts of an Amazon Resource Name. The sixth may hold colons and slashes. */
export interface Arn {
  partition: string;
  service: string;
  region: string;
  account: string;
  resource: string;
}

/** Splits an ARN on its first five colons. Gives `undefined` for anything that does not have six parts beginning with `arn`. */
export function parseArn(text: string): Arn | undefined {
  const parts = splitArn(text);
  if (parts === undefined || parts[0] !== 'arn') return undefined;
  const [, partition, service, region, account, resource] = parts;
  return { partition, service, region, account, resource };
}

/** The six raw segments, whatever the first one says; `undefined` when there are fewer. */
export function splitArn(text: string): [string, string, string, string, string, string] | undefined {
  const a = text.indexOf(':');
  const b = text.indexOf(':', a + 1);
  const c = text.indexOf(':', b + 1);
  const d = text.indexOf(':', c + 1);
  const e = text.indexOf(':', d + 1);
  // A colon that is not found starts the search anew, so the order is lost.
  if (a < 0 || b <= a || c <= b || d <= c || e <= d) return undefined;
  return [
    text.slice(0, a),
    text.slice(a + 1, b),
    text.slice(b + 1, c),
    text.slice(c + 1, d),
    text.slice(d + 1, e),
    text.slice(e + 1),
  ];
}

export const rootArn = (account: string): string => `arn:aws:iam::${account}:root`;
export const userArn = (account: string, path: string, name: string): string =>
  `arn:aws:iam::${account}:user${path}${name}`;
export const roleArn = (account: string, path: string, name: string): string =>
  `arn:aws:iam::${account}:role${path}${name}`;
export const groupArn = (account: string, path: string, name: string): string =>
  `arn:aws:iam::${account}:group${path}${name}`;
export const policyArn = (account: string, path: string, name: string): string =>
  `arn:aws:iam::${account}:policy${path}${name}`;
export const mfaArn = (account: string, path: string, name: string): string =>
  `arn:aws:iam::${account}:mfa${path}${name}`;
export const instanceProfileArn = (account: string, path: string, name: string): string =>
  `arn:aws:iam::${account}:instance-profile${path}${name}`;
export const serverCertificateArn = (account: string, path: string, name: string): string =>
  `arn:aws:iam::${account}:server-certificate${path}${name}`;

/** Providers have no path: the name of an OIDC provider is its issuer without `https://`. */
export const oidcProviderArn = (account: string, name: string): string =>
  `arn:aws:iam::${account}:oidc-provider/${name}`;
export const samlProviderArn = (account: string, name: string): string =>
  `arn:aws:iam::${account}:saml-provider/${name}`;

/** The ARN of a session of GetFederationToken. */
export const federatedUserArn = (account: string, name: string): string =>
  `arn:aws:sts::${account}:federated-user/${name}`;

/** The ARN of a session of AssumeRoot (sts.md 3.7; its exact form is not recorded). */
export const assumedRootArn = (account: string): string => `arn:aws:sts::${account}:assumed-root`;

/** The ARN of a role session: the role's path is dropped (sts.md 4). */
export const sessionArn = (account: string, roleName: string, sessionName: string): string =>
  `arn:aws:sts::${account}:assumed-role/${roleName}/${sessionName}`;
