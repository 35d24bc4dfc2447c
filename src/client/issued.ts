import type { Credentials } from './connection.ts';
import { Unreachable } from './problems.ts';

/** Reads the member `Credentials` of an answer, checked: a service that leaves half of them out is none. */
export function issuedCredentials(output: Readonly<Record<string, unknown>>, endpoint: string): Required<Credentials> {
  const issued = output.Credentials as Readonly<Record<string, unknown>> | undefined;
  const text = (member: string): string => {
    const value = issued?.[member];
    if (typeof value !== 'string' || value === '')
      throw new Unreachable(endpoint, `the answer holds no ${member} of credentials`);
    return value;
  };
  const expiration = new Date(text('Expiration'));
  if (Number.isNaN(expiration.getTime()))
    throw new Unreachable(endpoint, 'the answer holds credentials without an end');
  return {
    accessKeyId: text('AccessKeyId'),
    secretAccessKey: text('SecretAccessKey'),
    sessionToken: text('SessionToken'),
    expiration,
  };
}
