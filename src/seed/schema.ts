import { z } from 'zod';
import type { OperationFacts } from '../model/facts.ts';
import * as model from '../model/generated/iam.ts';

/*
 * What a seed may hold. Names, lengths and patterns are those of the IAM operation that makes the thing, read from its wire
 * facts; what the schema cannot say (quotas, names that are taken, principals that do not exist) the operations say
 * themselves when the seed is applied.
 */

/** A text or number as a parameter of an operation takes it. */
function wire(facts: OperationFacts, member: string): z.ZodString {
  const shape = facts.input.members[member];
  if (shape?.type !== 'string') throw new Error(`${facts.name} has no text ${member}`);
  let text = z.string();
  if (shape.min !== undefined) text = text.min(shape.min);
  if (shape.max !== undefined) text = text.max(shape.max);
  if (shape.pattern !== undefined) {
    const pattern = new RegExp(`^(?:${shape.pattern.replaceAll('\\:', ':')})$`, 'u');
    text = text.regex(pattern, `does not fit \`${shape.pattern}\``);
  }
  return text;
}

/** A mapping whose keys are names. It is a Map from here on, since users choose the names. */
const named = <Value extends z.ZodType>(key: z.ZodString, value: Value) =>
  z.record(key, value).transform((entries) => new Map<string, z.output<Value>>(Object.entries(entries)));

const accountId = z.string().regex(/^[0-9]{12}$/, 'twelve digits are expected');

/** A policy document, as a mapping or as a text. What it holds is not the schema's business. */
const document = z
  .unknown()
  .refine(
    (value) => typeof value === 'string' || (typeof value === 'object' && value !== null && !Array.isArray(value)),
    'a policy document is a mapping or a text',
  )
  .meta({ type: ['object', 'string'], description: 'A policy document: a mapping, or a text of JSON.' });

/** A secret: the text itself, or where it stands. */
const secret = z
  .union(
    [
      z.string().min(1),
      z.strictObject({ env: z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/) }),
      z.strictObject({ file: z.string().min(1) }),
    ],
    'a secret is a text, `{ env: NAME }` or `{ file: PATH }`',
  )
  .meta({ description: 'A secret: the text itself, an environment variable, or a file.' });

const tags = named(z.string().min(1).max(128), z.string().max(256));
const path = wire(model.CreateUser, 'Path');
const boundary = z.string().min(1).nullable().meta({
  description:
    'Name of a managed policy of the account, or ARN of one that AWS manages. `null` takes the boundary away.',
});
const inline = named(wire(model.PutUserPolicy, 'PolicyName'), document);
const attached = z.array(z.string().min(1)).meta({
  description: 'Names of managed policies of the account, or ARNs of such that AWS manages.',
});

const accessKeys = z.union(
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

const mfaDevices = named(
  wire(model.CreateVirtualMFADevice, 'VirtualMFADeviceName'),
  z.strictObject({ path: path.optional(), seed: secret, tags: tags.optional() }),
);

const loginProfile = z.strictObject({
  'password-hash': secret.meta({
    description: 'The password as a scrypt PHC string, as `export --with-secrets` writes it.',
  }),
  'reset-required': z.boolean().optional(),
});

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

const organization = z.strictObject({
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
export type GroupSeed = z.output<typeof group>;
export type RoleSeed = z.output<typeof role>;
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
