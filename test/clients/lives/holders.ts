import { allow, setUp, trusts, user } from '../scenario/iam.ts';
import { type Chapter, HOME, type Step } from '../scenario/step.ts';
import { arn, byRoot, KEEPER, life, misses } from './life.ts';

/** Who has what other lives are about: made before them, and deleted once nothing hangs on them any more. */
export const USER = { UserName: 'holly' };
export const GROUP = { GroupName: 'hosts' };
export const ROLE = { RoleName: 'holder' };

export const READ_ONLY = 'arn:aws:iam::aws:policy/ReadOnlyAccess';
export const AUDIT = 'arn:aws:iam::aws:policy/SecurityAudit';

export const TRUST = trusts(arn('root'));

export const holders: Chapter = {
  title: 'holders',
  steps: [
    ...user(HOME, KEEPER),
    attach(KEEPER, 'AdministratorAccess'),
    byRoot('CreateUser', USER),
    byRoot('CreateGroup', GROUP),
    byRoot('CreateRole', { ...ROLE, AssumeRolePolicyDocument: JSON.stringify(TRUST) }),
  ],
};

export const holdersEnd = life(
  'holders gone',
  byRoot('DeleteGroup', GROUP),
  byRoot('DeleteRole', ROLE),
  byRoot('DeleteUser', USER),
  misses('GetUser', USER, 'The user with name holly cannot be found.'),
  misses('GetGroup', GROUP, 'The group with name hosts cannot be found.'),
  misses('GetRole', ROLE, 'The role with name holder cannot be found.'),
);

function attach(name: string, policy: string): Step {
  return setUp(HOME, 'AttachUserPolicy', { UserName: name, PolicyArn: `arn:aws:iam::aws:policy/${policy}` });
}

export const MAY_READ_ROLES = allow({ actions: ['iam:GetRole'] });
export const MAY_READ_USERS = allow({ actions: ['iam:GetUser'] });
