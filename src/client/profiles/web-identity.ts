import { readFileSync } from 'node:fs';
import { AssumeRoleWithWebIdentity } from '../../model/generated/sts.ts';
import { call } from '../call.ts';
import type { Connection, CredentialProvider } from '../connection.ts';
import { issuedCredentials } from '../issued.ts';
import { ProfileError } from '../problems.ts';
import { renewing } from '../renewing.ts';

/** The longest token that STS takes. */
const TOKEN_MAX = 20_000;

/** Gives the credentials of a role that a token in a file opens. The file is read at each renewal: whoever made it makes it anew. */
export function webIdentityCredentials(
  asked: { readonly tokenFile: string; readonly roleArn: string; readonly sessionName: string | undefined },
  sts: Omit<Connection, 'credentials'>,
): CredentialProvider {
  const { tokenFile, roleArn, sessionName } = asked;
  return renewing(async () => {
    const input = {
      RoleArn: roleArn,
      RoleSessionName: sessionName ?? `rolecall-session-${Math.floor(Date.now() / 1000)}`,
      WebIdentityToken: readToken(tokenFile),
    };
    const { output } = await call({ ...sts, credentials: undefined }, AssumeRoleWithWebIdentity, input);
    return issuedCredentials(output, sts.endpoint);
  });
}

function readToken(file: string): string {
  let token: string;
  try {
    token = readFileSync(file, 'utf8');
  } catch (error) {
    throw new ProfileError(`cannot read the token file \`${file}\`: ${(error as NodeJS.ErrnoException).code}`, error);
  }
  token = token.trim();
  if (token.length === 0 || token.length > TOKEN_MAX) throw new ProfileError(`no token in \`${file}\``);
  return token;
}
