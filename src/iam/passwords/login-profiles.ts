import { secondsOf } from '../../base/clock.ts';
import { common } from '../../model/fault.ts';
import * as model from '../../model/generated/iam.ts';
import { type Given, type Operation, operation } from '../../operation/operation.ts';
import type { LoginProfileRecord } from '../../store/credential-records.ts';
import type { UserRecord } from '../../store/records.ts';
import { settingsOf } from '../account/settings.ts';
import { iamFaults } from '../faults.ts';
import { changing, loadUser, present, resourceOf, users } from '../noun.ts';
import { askTarget, currentTarget, loadTarget, loadUserTarget, presentTarget, type Target } from '../own-user.ts';
import { ask, entityTags } from '../question.ts';
import { noProfile, unchanged, unlessBusy, withPassword } from './new-password.ts';
import { assertFollows } from './rules.ts';

/**
 * Gives a user a password. Root has none and can be given none: nobody signs in to the console as root (security.md C09),
 * and what a root session of an organisation would set going at AWS, a recovery by mail, is refused by name.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateLoginProfile.html
 */
const CreateLoginProfile = operation(model.CreateLoginProfile, {
  check: ({ input, caller }) => (isAboutRoot({ input, caller }) ? '' : required(input.Password)),
  load: loadProfileTarget,
  access: (given) => askTarget(model.CreateLoginProfile, given),
  async handle({ store, found, checked: password, input, passwords, clock }) {
    if (found.kind === 'root')
      throw common.NotImplemented('CreateLoginProfile of root: there is no password to recover.');
    const { account, id: userId, name } = presentTarget(found)!;
    if ((await store.loginProfiles.of(account, userId)) !== undefined) throw profileExists(name);
    assertFollows((await settingsOf(store, account)).passwordPolicy, password);
    const passwordHash = await unlessBusy(passwords.hash(userId, password));

    const now = secondsOf(clock);
    const resetRequired = input.PasswordResetRequired ?? false;
    const made = { userId, account, createdAt: now, changedAt: now, passwordHash, resetRequired, previousHashes: [] };
    return store.change(async (tx) => {
      const user = (await currentTarget(tx, found))!;
      if ((await tx.loginProfiles.of(account, userId)) !== undefined) throw profileExists(user.name);
      await tx.put.loginProfile(made);
      return { LoginProfile: describeProfile(made, user) };
    });
  },
});

const GetLoginProfile = operation(model.GetLoginProfile, {
  load: loadProfileTarget,
  access: (given) => askTarget(model.GetLoginProfile, given),
  async handle({ store, found }) {
    const user = presentTarget(found);
    if (user === undefined) throw noRootProfile();
    return { LoginProfile: describeProfile(await profileOf(store, user), user) };
  },
});

/** Changes what is named, and leaves the rest. */
const UpdateLoginProfile = operation(model.UpdateLoginProfile, {
  load: loadUser,
  access: (given) => ask(model.UpdateLoginProfile, resourceOf(users, given), entityTags(given.found?.tags)),
  async handle(given) {
    const { store, input } = given;
    const seen = await profileOf(store, present(users, given));
    const changed = input.Password === undefined ? seen : await reset(given, seen, input.Password);
    await changing(users, given, async (tx, { name }) => {
      const { resetRequired } = await unchanged(tx, seen, name);
      await tx.put.loginProfile({ ...changed, resetRequired: input.PasswordResetRequired ?? resetRequired });
    });
  },
});

const DeleteLoginProfile = operation(model.DeleteLoginProfile, {
  load: loadProfileTarget,
  access: (given) => askTarget(model.DeleteLoginProfile, given),
  handle: ({ store, found }) =>
    store.change(async (tx) => {
      const user = await currentTarget(tx, found);
      if (user === undefined) throw noRootProfile();
      await profileOf(tx, user);
      await tx.remove.loginProfile(user.account, user.id);
    }),
});

export const loginProfileOperations: readonly Operation[] = [
  CreateLoginProfile,
  GetLoginProfile,
  UpdateLoginProfile,
  DeleteLoginProfile,
];

type Asked = Parameters<typeof loadTarget>[0];

/** Without a name: the user who calls. Of root's credentials only a session of AssumeRoot may ask for root itself. */
function loadProfileTarget(asked: Asked): Promise<Target> {
  return isAboutRoot(asked) ? loadTarget(asked) : loadUserTarget(asked);
}

const isAboutRoot = ({ input, caller }: Pick<Asked, 'input' | 'caller'>): boolean =>
  caller.kind === 'root-session' && input.UserName === undefined;

/** AWS's sentence, as recorded. */
const noRootProfile = () => noProfile('null');

function required(password: string | undefined): string {
  if (password !== undefined) return password;
  throw common.ValidationError(
    "1 validation error detected: Value at 'password' failed to satisfy constraint: Member must not be null",
  );
}

async function reset(given: Given<unknown>, profile: LoginProfileRecord, password: string) {
  const { passwordPolicy } = await settingsOf(given.store, profile.account);
  assertFollows(passwordPolicy, password);
  return withPassword(given, profile, password, passwordPolicy);
}

async function profileOf(
  reads: Pick<Given<unknown>['store'], 'loginProfiles'>,
  { account, id, name }: UserRecord,
): Promise<LoginProfileRecord> {
  const profile = await reads.loginProfiles.of(account, id);
  if (profile === undefined) throw noProfile(name);
  return profile;
}

const profileExists = (userName: string) =>
  iamFaults.EntityAlreadyExists(`Login Profile for user ${userName} already exists.`);

const describeProfile = (
  { createdAt, resetRequired }: LoginProfileRecord,
  { name }: UserRecord,
): model.LoginProfile => ({ UserName: name, CreateDate: createdAt, PasswordResetRequired: resetRequired });
