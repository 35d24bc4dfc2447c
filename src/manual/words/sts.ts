import type { ServiceWords } from '../words.ts';
import { AssumeRole } from './sts/assume-role.ts';
import { errors } from './sts/errors.ts';
import type { Sts } from './sts/operations.ts';
import { parameters } from './sts/parameters.ts';
import { questions } from './sts/questions.ts';
import { results } from './sts/results.ts';
import { roles } from './sts/roles.ts';
import { samples } from './sts/samples.ts';
import { sessions } from './sts/sessions.ts';

/** STS in words. */
export const stsWords: ServiceWords<Sts> = {
  about: [
    'The Security Token Service gives temporary credentials: an access key id, a secret key and a session token, which work together and for a while. Nothing of them is stored on the server: the session is sealed into its token.',
    'AssumeRole, AssumeRoleWithSAML and AssumeRoleWithWebIdentity give the credentials of a role; GetSessionToken those of the caller itself; GetFederationToken those of somebody whom the caller vouches for; AssumeRoot those of the root of a member account, for one task.',
  ],
  operations: { AssumeRole, ...roles, ...sessions, ...questions },
  parameters,
  results,
  errors,
  samples,
};
