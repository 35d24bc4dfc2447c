import { z } from 'zod';
import * as model from '../model/generated/iam.ts';
import { named, path, secret, tags, wire } from './schema-parts.ts';

/* What somebody signs in with. */

export const accessKeys = z.union(
  [
    z.literal('generate'),
    z.array(
      z.strictObject({
        id: z.string().regex(/^AKIA[A-Z2-7]{16}$/, 'an access key id is `AKIA` and sixteen letters or digits'),
        secret,
        active: z.boolean().optional(),
      }),
    ),
  ],
  'access keys are a list of `id` and `secret`, or `generate`',
);

export const mfaDevices = named(
  wire(model.CreateVirtualMFADevice, 'VirtualMFADeviceName'),
  z.strictObject({ path: path.optional(), seed: secret, tags: tags.optional() }),
);

export const loginProfile = z.strictObject({
  'password-hash': secret.meta({
    description: 'The password as a scrypt PHC string, as `export --with-secrets` writes it.',
  }),
  'reset-required': z.boolean().optional(),
});
