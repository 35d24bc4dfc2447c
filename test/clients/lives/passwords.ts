import { absent, type Output, type World } from '../scenario/step.ts';
import { USER } from './holders.ts';
import { byRoot, conflicts, DATE, does, life, misses, refuses } from './life.ts';

const FIRST = 'correct-horse-1A';
const SECOND = 'battery-staple-2B';

/** A password given, changed by the keeper and by the user, who needs a key to ask by and the policy's permission. */
export const loginProfiles = life(
  'login profiles, ChangePassword',
  does(
    'CreateLoginProfile',
    { ...USER, Password: FIRST, PasswordResetRequired: true },
    {
      'LoginProfile.UserName': 'holly',
      'LoginProfile.PasswordResetRequired': true,
      'LoginProfile.CreateDate': DATE,
      'LoginProfile.Password': absent,
    },
  ),
  refuses(
    'CreateLoginProfile',
    { ...USER, Password: FIRST },
    'EntityAlreadyExists',
    'Login Profile for user holly already exists.',
  ),
  does('GetLoginProfile', USER, { 'LoginProfile.PasswordResetRequired': true }),
  does('UpdateLoginProfile', { ...USER, PasswordResetRequired: false }),
  does('GetLoginProfile', USER, { 'LoginProfile.PasswordResetRequired': false }, { as: 'updated' }),
  conflicts('DeleteUser', USER, 'Cannot delete entity, must delete login profile first.'),

  { ...byRoot('CreateAccessKey', USER), keep: keepKey },
  does('UpdateAccountPasswordPolicy', { MinimumPasswordLength: 12, AllowUsersToChangePassword: true }),
  refuses(
    'ChangePassword',
    { OldPassword: 'something-else-3C', NewPassword: SECOND },
    'AccessDenied',
    'The old password was incorrect.',
    { by: 'holly', as: 'with a wrong old one' },
  ),
  refuses(
    'ChangePassword',
    { OldPassword: FIRST, NewPassword: 'short-1A' },
    'PasswordPolicyViolation',
    'Password should have a minimum length of 12',
    { by: 'holly', as: 'to one too short' },
  ),
  does('ChangePassword', { OldPassword: FIRST, NewPassword: SECOND }, {}, { by: 'holly' }),
  refuses(
    'ChangePassword',
    { OldPassword: FIRST, NewPassword: SECOND },
    'AccessDenied',
    'The old password was incorrect.',
    { by: 'holly', as: 'with the old one' },
  ),
  byRoot('DeleteAccountPasswordPolicy', {}),
  byRoot('DeleteAccessKey', ({ credentials }) => ({ ...USER, AccessKeyId: credentials.get('holly')?.accessKeyId })),

  does('DeleteLoginProfile', USER),
  misses('GetLoginProfile', USER, 'Login Profile for User holly cannot be found.'),
);

function keepKey({ AccessKey }: Output, { credentials }: World): void {
  const key = AccessKey as { AccessKeyId: string; SecretAccessKey: string };
  credentials.set('holly', { accessKeyId: key.AccessKeyId, secretAccessKey: key.SecretAccessKey });
}
