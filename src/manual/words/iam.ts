import type { ServiceWords } from '../words.ts';
import { account } from './iam/account.ts';
import { credentials } from './iam/credentials.ts';
import { errors } from './iam/errors.ts';
import { notOffered } from './iam/not-offered.ts';
import type { Iam } from './iam/operations.ts';
import { parameters } from './iam/parameters.ts';
import { policies } from './iam/policies.ts';
import { providers } from './iam/providers.ts';
import { results } from './iam/results.ts';
import { roles } from './iam/roles.ts';
import { samples } from './iam/samples.ts';
import { users } from './iam/users.ts';

/** IAM in words. */
export const iamWords: ServiceWords<Iam> = {
  about: [
    'Identity and Access Management keeps the users, groups and roles of an account, their policies and their credentials. A change is in force when it is answered, for sessions that exist too.',
    '`rolecall iam wait role-exists`, and `user-exists`, `policy-exists` and `instance-profile-exists`, wait until what is named is there, as the AWS CLI does; here it is as soon as it was answered.',
    'Each operation asks for the action of its name, `iam:CreateUser` for CreateUser, on the ARN of what it is about. Sessions of GetFederationToken may not call IAM, those of GetSessionToken only where they were asked for with MFA.',
  ],
  operations: { ...users, ...roles, ...policies, ...credentials, ...providers, ...account, ...notOffered },
  parameters,
  results,
  permission: (operation) => `The caller needs permission for \`iam:${operation}\`.`,
  errors,
  samples,
};
