import { z } from 'zod';
import * as model from '../model/generated/iam.ts';
import { accessKeys, loginProfile, mfaDevices } from './schema-credentials.ts';
import { organization } from './schema-organization.ts';
import { accountId, attached, boundary, document, inline, named, path, secret, tags, wire } from './schema-parts.ts';

export type { UnitSeed } from './schema-organization.ts';

const user = z.strictObject({
  path: path.optional(),
  tags: tags.optional(),
  boundary: boundary.optional(),
  groups: z.array(wire(model.CreateGroup, 'GroupName')).optional(),
  'attached-policies': attached.optional(),
  'inline-policies': inline.optional(),
  'login-profile': loginProfile.optional(),
  'access-keys': accessKeys.optional(),
  'mfa-devices': mfaDevices.optional(),
});

const group = z.strictObject({
  path: path.optional(),
  'attached-policies': attached.optional(),
  'inline-policies': inline.optional(),
});

const role = z.strictObject({
  path: path.optional(),
  description: wire(model.CreateRole, 'Description').optional(),
  'max-session-seconds': z.int().min(3600).max(43_200).optional(),
  trust: document,
  tags: tags.optional(),
  boundary: boundary.optional(),
  'attached-policies': attached.optional(),
  'inline-policies': inline.optional(),
});

const policy = z
  .strictObject({
    path: path.optional(),
    description: wire(model.CreatePolicy, 'Description').optional(),
    tags: tags.optional(),
    document: document.optional(),
    versions: z
      .array(z.strictObject({ document, default: z.literal(true).optional() }))
      .min(1)
      .optional(),
  })
  .refine(
    ({ document, versions }) => (document === undefined) !== (versions === undefined),
    'a managed policy has a `document`, or `versions`',
  )
  .refine(
    ({ versions }) => versions === undefined || versions.filter((version) => version.default).length === 1,
    'one of the versions is the `default`',
  );

const instanceProfile = z.strictObject({
  path: path.optional(),
  tags: tags.optional(),
  role: wire(model.CreateRole, 'RoleName').optional(),
});

const oidcProvider = z.strictObject({
  'client-ids': z.array(z.string().min(1).max(255)).min(1),
  thumbprints: z.array(z.string().regex(/^[0-9A-Fa-f]{40}$/, 'a thumbprint is forty hex digits')).optional(),
  tags: tags.optional(),
});

const samlProvider = z.strictObject({
  metadata: wire(model.CreateSAMLProvider, 'SAMLMetadataDocument'),
  'assertion-encryption': z.enum(['Required', 'Allowed']).optional(),
  'private-keys': z.array(secret).max(2).optional(),
  tags: tags.optional(),
});

const passwordPolicy = z.strictObject({
  'minimum-length': z.int().min(6).max(128).optional(),
  'require-symbols': z.boolean().optional(),
  'require-numbers': z.boolean().optional(),
  'require-uppercase': z.boolean().optional(),
  'require-lowercase': z.boolean().optional(),
  'allow-change': z.boolean().optional(),
  'max-age-days': z.int().min(1).max(1095).optional(),
  'reuse-prevention': z.int().min(1).max(24).optional(),
  'hard-expiry': z.boolean().optional(),
});

const account = z.strictObject({
  alias: wire(model.CreateAccountAlias, 'AccountAlias').nullable().optional(),
  'password-policy': passwordPolicy.nullable().optional(),
  root: z.strictObject({ 'access-keys': accessKeys.optional(), 'mfa-devices': mfaDevices.optional() }).optional(),
  policies: named(wire(model.CreatePolicy, 'PolicyName'), policy).optional(),
  groups: named(wire(model.CreateGroup, 'GroupName'), group).optional(),
  users: named(wire(model.CreateUser, 'UserName'), user).optional(),
  roles: named(wire(model.CreateRole, 'RoleName'), role).optional(),
  'instance-profiles': named(wire(model.CreateInstanceProfile, 'InstanceProfileName'), instanceProfile).optional(),
  'oidc-providers': named(wire(model.CreateOpenIDConnectProvider, 'Url'), oidcProvider).optional(),
  'saml-providers': named(wire(model.CreateSAMLProvider, 'Name'), samlProvider).optional(),
});

export const seedSchema = z
  .strictObject({
    $schema: z.string().optional(),
    rolecall: z.literal(1).meta({ description: 'The version of this format.' }),
    accounts: named(accountId, account).optional(),
    organization: organization.nullable().optional(),
  })
  .meta({ title: 'Seed of a Rolecall store' });

export type Seed = z.output<typeof seedSchema>;
export type AccountSeed = z.output<typeof account>;
export type UserSeed = z.output<typeof user>;
export type SamlProviderSeed = z.output<typeof samlProvider>;
export type PolicySeed = z.output<typeof policy>;
export type AccessKeysSeed = z.output<typeof accessKeys>;
export type MfaDevicesSeed = z.output<typeof mfaDevices>;
export type LoginProfileSeed = z.output<typeof loginProfile>;
export type OrganizationSeed = z.output<typeof organization>;
export type SecretSeed = z.output<typeof secret>;

/** The schema for editors, as JSON Schema. */
export function seedJsonSchema(): unknown {
  return z.toJSONSchema(seedSchema, { io: 'input', target: 'draft-2020-12', unrepresentable: 'any' });
}
