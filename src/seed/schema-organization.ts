import { z } from 'zod';
import { accountId, document, named } from './schema-parts.ts';

const controlPolicies = z.array(z.string().min(1)).meta({
  description: 'Control policies that are attached here. Without a service control policy `FullAWSAccess` is.',
});
const member = z.strictObject({ policies: controlPolicies.optional() });

const inUnit = {
  policies: controlPolicies.optional(),
  accounts: named(accountId, member).optional(),
};

export interface UnitSeed {
  readonly id?: string | undefined;
  readonly policies?: readonly string[] | undefined;
  readonly accounts?: ReadonlyMap<string, z.output<typeof member>> | undefined;
  readonly units?: ReadonlyMap<string, UnitSeed> | undefined;
}

const unitName = z.string().min(1).max(128);
const unit: z.ZodType<UnitSeed> = z.lazy(() =>
  z.strictObject({
    id: z
      .string()
      .regex(/^ou-[0-9a-z]{4,32}-[0-9a-z]{8,32}$/, 'the id of a unit is `ou-...-...`')
      .optional(),
    ...inUnit,
    units: named(unitName, unit).optional(),
  }),
);

export const organization = z.strictObject({
  id: z
    .string()
    .regex(/^o-[a-z0-9]{10,32}$/, 'the id of an organization is `o-` and ten letters or digits')
    .optional(),
  'management-account': accountId,
  features: z.array(z.enum(['RootCredentialsManagement', 'RootSessions'])).optional(),
  'delegated-administrators': z.array(accountId).optional(),
  policies: named(
    z.string().min(1).max(128),
    z.strictObject({ type: z.enum(['service', 'resource']), document }),
  ).optional(),
  root: z
    .strictObject({
      id: z
        .string()
        .regex(/^r-[0-9a-z]{4,32}$/, 'the id of a root is `r-` and four letters or digits')
        .optional(),
      ...inUnit,
      units: named(unitName, unit).optional(),
    })
    .optional(),
});
