import { mfaArn } from '../../base/arn.ts';
import { secondsOf } from '../../base/clock.ts';
import { newDevice } from '../../mfa/new-device.ts';
import { newSeed, seedQrPng, seedText } from '../../mfa/seed.ts';
import { seedContext } from '../../mfa/verifier.ts';
import * as model from '../../model/generated/iam.ts';
import { operation } from '../../operation/operation.ts';
import { iamFaults, quotaExceeded } from '../faults.ts';
import { ask, requestTags } from '../question.ts';
import { resourceTagRule, tagged, wireTags } from '../tags.ts';
import { unlessTaken } from '../taken.ts';

/**
 * Makes a virtual MFA device that belongs to nobody yet. The seed is in this answer, as base32 text and as a QR code,
 * and in no other: what is stored is sealed (security.md 4.2).
 */
export const CreateVirtualMFADevice = operation(model.CreateVirtualMFADevice, {
  access: ({ caller, input }) =>
    ask(
      model.CreateVirtualMFADevice,
      mfaArn(caller.account, input.Path ?? '/', input.VirtualMFADeviceName),
      requestTags(input.Tags),
    ),
  async handle({ store, caller: { account }, input, secrets, entropy, clock, quotas }) {
    const { VirtualMFADeviceName: name, Path: path = '/' } = input;
    const tags = tagged([], input.Tags, resourceTagRule, quotas);
    const serial = mfaArn(account, path, name);
    const seed = newSeed(entropy);
    const sealedSeed = secrets.seal(seed, seedContext({ serial, account }));
    const device = newDevice({ serial, account, name, path }, { createdAt: secondsOf(clock), sealedSeed, tags });
    const saved = store.change(async (tx) => {
      if ((await tx.mfa.bySerial(serial)) !== undefined) throw alreadyExists();
      // AWS: as many as the account may have users (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html).
      const quota = quotas.usersPerAccount;
      if ((await tx.mfa.count(account)) >= quota) throw quotaExceeded('VirtualMFADevicesPerAccount', quota);
      // Names are unique across paths and without regard to case; the store sees to that.
      await tx.put.mfa(device);
    });
    await unlessTaken(saved, alreadyExists);
    return {
      VirtualMFADevice: {
        SerialNumber: serial,
        Base32StringSeed: Buffer.from(seedText(seed)),
        QRCodePNG: seedQrPng({ seed, account, user: name }),
        Tags: wireTags(tags),
      },
    };
  },
});

const alreadyExists = () => iamFaults.EntityAlreadyExists('MFADevice entity at the same path and name already exists.');
