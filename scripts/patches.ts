import type { Model, ModelOperation, ModelShape } from './facts.ts';

/**
 * What AWS's services say that the published model of August 2026 does not, each with its reason. A patch that finds
 * its place already taken throws: then the model has caught up and the patch must go.
 */
export const patches: Readonly<Record<'sts' | 'iam', readonly Patch[]>> = {
  sts: [
    {
      // What's New of 15 September 2026; in the SDK from 3.1169 on.
      because: 'assembled session tokens have one limit, and callers may ask for a larger token to test with',
      apply(model) {
        addShape(model, 'minimumSessionTokenSizeType', { type: 'integer', min: 0, max: 4096 });
        for (const operation of sessionTokenOperations) {
          addMember(model, `${operation}Request`, 'MinimumSessionTokenSize', 'minimumSessionTokenSizeType');
          addMember(model, `${operation}Response`, 'SessionTokenUtilization', 'nonNegativeIntegerType');
          addMember(model, `${operation}Response`, 'SessionTokenSize', 'nonNegativeIntegerType');
        }
      },
    },
    {
      because: 'the API reference allows ten PolicyArns, the model names no limit',
      apply: (model) => limit(model, 'policyDescriptorListType', 10),
    },
    {
      because: 'recorded answers list the members in this order (sts.md 1.3)',
      ofTheWire: true,
      apply(model) {
        order(model, 'GetCallerIdentityResponse', ['Arn', 'UserId', 'Account']);
        order(model, 'AssumeRoleResponse', ['AssumedRoleUser', 'Credentials', 'PackedPolicySize', 'SourceIdentity']);
      },
    },
    // Left alone on purpose. AssumeRole's Policy has no upper length in the model: the operation weighs it together
    // with PolicyArns. SourceIdentity stays at 2 to 64. The patterns that end in `\u10000-\u10FFFF` read literally
    // name U+1000, the range from `0` to U+10FF and an F, which is why AWS refuses supplementary characters there;
    // JavaScript reads them the same way, so the text needs no change to behave as AWS does.
  ],
  iam: [
    {
      because: 'these operations are in the SDK of November 2026, and are refused by their names',
      apply(model) {
        for (const [name, shape] of Object.entries(newerShapes)) addShape(model, name, shape);
        for (const [name, operation] of Object.entries(newerOperations)) addOperation(model, name, operation);
        addMember(model, 'Role', 'SourceRoleTemplate', 'SourceRoleTemplate');
      },
    },
    {
      because: "IAM's validation messages of recent years say `Value at 'roleName'`, without the value (policy.md 8.5)",
      apply(model) {
        for (const { input } of Object.values(model.operations)) {
          if (input !== undefined) model.shapes[input.shape]!.hidesValues = true;
        }
      },
    },
  ],
};

export interface Patch {
  readonly because: string;
  /** Whether it is about what the service sends alone: clients go on printing in the order of the model. */
  readonly ofTheWire?: true;
  readonly apply: (model: Model) => void;
}

const sessionTokenOperations = [
  'AssumeRole',
  'AssumeRoleWithSAML',
  'AssumeRoleWithWebIdentity',
  'AssumeRoot',
  'GetFederationToken',
  'GetSessionToken',
];

const newerOperations: Readonly<Record<string, ModelOperation>> = {
  AcquireRole: newer('AcquireRole', [
    'ConcurrentModificationException',
    'EntityAlreadyExistsException',
    'InvalidInputException',
    'LimitExceededException',
    'MalformedPolicyDocumentException',
    'NameConflictException',
    'NoSuchEntityException',
    'RoleModifiedException',
    'RoleTemplateDisabledException',
    'ServiceFailureException',
  ]),
  GetAccountProperties: newer('GetAccountProperties', ['InvalidInputException', 'ServiceFailureException']),
  GetRoleTemplateVersion: newer('GetRoleTemplateVersion', [
    'InvalidInputException',
    'NoSuchEntityException',
    'ServiceFailureException',
  ]),
  PutAccountProperties: newer('PutAccountProperties', [
    'ConcurrentModificationException',
    'InvalidInputException',
    'ServiceFailureException',
  ]),
};

const newerShapes: Readonly<Record<string, ModelShape>> = {
  AcquireRoleRequest: structure(
    { TemplateArn: 'stringType', TemplateMinorVersion: 'integerType', ReplacementValues: 'replacementValuesType' },
    ['TemplateArn'],
  ),
  AcquireRoleResponse: structure({ Role: 'Role' }, ['Role']),
  GetAccountPropertiesRequest: structure({}),
  GetAccountPropertiesResponse: structure({ Properties: 'accountPropertiesType' }),
  GetRoleTemplateVersionRequest: structure({ TemplateArn: 'stringType', MinorVersion: 'integerType' }, ['TemplateArn']),
  GetRoleTemplateVersionResponse: structure({ RoleTemplateVersion: 'RoleTemplateVersion' }, ['RoleTemplateVersion']),
  PutAccountPropertiesRequest: structure({ Properties: 'accountPropertiesType' }, ['Properties']),
  PutAccountPropertiesResponse: structure({}),
  InlinePolicy: structure({ PolicyName: 'stringType', PolicyDocument: 'stringType' }, ['PolicyName', 'PolicyDocument']),
  ParameterDefinition: structure(
    {
      Name: 'stringType',
      Type: 'parameterTypeType',
      SubType: 'stringType',
      Description: 'stringType',
      IsRequired: 'booleanType',
      DefaultValue: 'stringType',
      Immutable: 'booleanType',
    },
    ['Name', 'Type'],
  ),
  ReplacementValueEntry: structure({ Values: 'stringListType' }, ['Values']),
  RoleTemplateVersion: structure({
    TemplateArn: 'stringType',
    TemplateName: 'stringType',
    TemplateVersionId: 'stringType',
    Description: 'stringType',
    MajorVersion: 'integerType',
    DefaultMinorVersion: 'integerType',
    ManagedByType: 'managedByType',
    ManagedByValue: 'stringType',
    Enabled: 'booleanType',
    MinorVersion: 'integerType',
    RoleNamePattern: 'stringType',
    RolePathPattern: 'stringType',
    RoleDescriptionPattern: 'stringType',
    AssumeRolePolicyDocumentTemplate: 'stringType',
    InlinePolicyTemplates: 'inlinePolicyTemplateListType',
    ManagedPolicyArns: 'stringListType',
    PermissionBoundaryArn: 'stringType',
    ParametersDefinition: 'parametersDefinitionListType',
    RoleTagsTemplate: 'tagTemplateListType',
    MaxSessionDuration: 'integerType',
    VersionEnabled: 'booleanType',
    CreateTimestamp: 'dateType',
    UpdateTimestamp: 'dateType',
  }),
  SourceRoleTemplate: structure({ TemplateArn: 'stringType', TemplateMinorVersion: 'integerType' }, [
    'TemplateArn',
    'TemplateMinorVersion',
  ]),
  TagTemplate: structure({ Key: 'stringType', Value: 'stringType' }, ['Key', 'Value']),
  parameterTypeType: { type: 'string', enum: ['String', 'StringList', 'Number', 'NumberList', 'Arn', 'ArnList'] },
  managedByType: { type: 'string', enum: ['Service'] },
  accountPropertiesType: { type: 'map', key: { shape: 'stringType' }, value: { shape: 'stringType' } },
  replacementValuesType: { type: 'map', key: { shape: 'stringType' }, value: { shape: 'ReplacementValueEntry' } },
  stringListType: { type: 'list', member: { shape: 'stringType' } },
  inlinePolicyTemplateListType: { type: 'list', member: { shape: 'InlinePolicy' } },
  parametersDefinitionListType: { type: 'list', member: { shape: 'ParameterDefinition' } },
  tagTemplateListType: { type: 'list', member: { shape: 'TagTemplate' } },
  NameConflictException: { type: 'structure', exception: true, error: { code: 'NameConflict', httpStatusCode: 409 } },
  RoleModifiedException: { type: 'structure', exception: true, error: { code: 'RoleModified', httpStatusCode: 409 } },
  RoleTemplateDisabledException: {
    type: 'structure',
    exception: true,
    error: { code: 'RoleTemplateDisabled', httpStatusCode: 400 },
  },
};

function newer(name: string, errors: readonly string[]): ModelOperation {
  return {
    name,
    input: { shape: `${name}Request` },
    output: { shape: `${name}Response` },
    errors: errors.map((shape) => ({ shape })),
  };
}

function structure(members: Readonly<Record<string, string>>, required: string[] = []): ModelShape {
  const refs = Object.entries(members).map(([name, shape]) => [name, { shape }]);
  return { type: 'structure', members: Object.fromEntries(refs), required };
}

function addShape(model: Model, name: string, shape: ModelShape): void {
  if (name in model.shapes) throw new Error(`the model now has \`${name}\`: drop its patch`);
  model.shapes[name] = shape;
}

function addOperation(model: Model, name: string, operation: ModelOperation): void {
  if (name in model.operations) throw new Error(`the model now has \`${name}\`: drop its patch`);
  model.operations[name] = operation;
}

function addMember(model: Model, structureName: string, member: string, shape: string): void {
  const members = membersOf(model, structureName);
  if (member in members) throw new Error(`the model now has \`${structureName}.${member}\`: drop its patch`);
  members[member] = { shape };
}

function limit(model: Model, list: string, max: number): void {
  const shape = model.shapes[list];
  if (shape?.type !== 'list' || shape.max !== undefined) throw new Error(`\`${list}\` is not a list without a limit`);
  shape.max = max;
}

/** Puts the named members first, in this order; the others follow as they stood. */
function order(model: Model, structureName: string, first: readonly string[]): void {
  const members = membersOf(model, structureName);
  for (const name of first) if (!(name in members)) throw new Error(`no \`${structureName}.${name}\` to move`);
  const rest = Object.keys(members).filter((name) => !first.includes(name));
  const ordered = [...first, ...rest].map((name) => [name, members[name]!]);
  model.shapes[structureName] = { ...model.shapes[structureName]!, members: Object.fromEntries(ordered) };
}

function membersOf(model: Model, structureName: string): NonNullable<ModelShape['members']> {
  const members = model.shapes[structureName]?.members;
  if (members === undefined) throw new Error(`the model has no structure \`${structureName}\``);
  return members;
}
