import { secondsOf } from '../../base/clock.ts';
import { enrolment } from '../../mfa/totp.ts';
import { seedContext } from '../../mfa/verifier.ts';
import * as model from '../../model/generated/iam.ts';
import { operation } from '../../operation/operation.ts';
import type { MfaRecord } from '../../store/records.ts';
import type { SecretBox } from '../../token/secret-box.ts';
import { iamFaults, quotaExceeded } from '../faults.ts';
import { changing, loadUser, resourceOf, users } from '../noun.ts';
import { ask, entityTags } from '../question.ts';
import { deviceOf } from './find.ts';

/**
 * Gives a device to a user who shows two consecutive codes of it. Both are dead afterwards, and so is every code that
 * the device had accepted for an earlier user (security.md 4.3).
 */
export const EnableMFADevice = operation(model.EnableMFADevice, {
  load: loadUser,
  access: (given) => ask(model.EnableMFADevice, resourceOf(users, given), entityTags(given.found?.tags)),
  handle: (given) =>
    changing(users, given, async (tx, user) => {
      const { input, secrets, clock, quotas } = given;
      const device = await deviceOf(tx, user.account, input.SerialNumber);
      if (device.userId !== undefined) throw iamFaults.EntityAlreadyExists('MFA Device is already in use.');
      const quota = quotas.mfaDevicesPerUser;
      if ((await tx.mfa.of(user.account, user.id)).length >= quota) throw quotaExceeded('MFADevicesPerUser', quota);

      const step = enrolment(
        seedOf(secrets, device),
        input.AuthenticationCode1,
        input.AuthenticationCode2,
        clock.now(),
      );
      if (step === undefined || step <= device.lastStep) {
        throw iamFaults.InvalidAuthenticationCode('Authentication code for device is not valid.');
      }
      await tx.put.mfa({ ...device, userId: user.id, enabledAt: secondsOf(clock), lastStep: step });
    }),
});

function seedOf(secrets: SecretBox, device: MfaRecord): Buffer {
  const seed = secrets.open(device.sealedSeed, seedContext(device));
  if (seed === undefined) throw new Error(`the seed of \`${device.serial}\` does not open`);
  return seed;
}
