import { z } from 'zod';
import { named, path, secret, tags } from './schema-parts.ts';

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

/** A virtual device by its name; a hardware token by its serial number, which is no ARN, behind `hardware/`. */
const deviceName = z
  .string()
  .max(265)
  .regex(/^(?:[\w+=,.@-]+|hardware\/(?![aA][rR][nN]:)[\w+=/:,.@-]{9,256})$/, 'neither a name nor `hardware/SERIAL`');

export const mfaDevices = named(
  deviceName,
  z.strictObject({ path: path.optional(), seed: secret, tags: tags.optional() }),
);

export const loginProfile = z.strictObject({
  'password-hash': secret.meta({
    description: 'The password as a scrypt PHC string, as `export --with-secrets` writes it.',
  }),
  'reset-required': z.boolean().optional(),
});
