import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { OperationFacts } from '../../src/model/facts.ts';
import { answered, refused } from './answers.ts';
import type { Case } from './compare.ts';

type Operations = ReadonlyMap<string, OperationFacts>;

/** The commands that people type, in every way in which they may be typed; and what may go wrong. */
export function* cases(sts: Operations, iam: Operations): Generator<Case> {
  const files = writeFiles();
  yield* assumeRole(sts, files);
  yield* formats(iam);
  yield* inputs(iam, files);
  yield* pages(iam);
  yield* skeletons();
  yield* wrongUsage();
  yield* refusals(sts, iam);
  yield* waiters(iam);
  yield* devices(iam);
}

const ROLE = 'arn:aws:iam::123456789012:role/demo';
const ASSUME = ['sts', 'assume-role', '--role-arn', ROLE, '--role-session-name', 'Bob'];
const POLICY =
  '{"Version":"2012-10-17","Statement":[{"Sid":"Stmt1","Effect":"Allow","Action":"s3:ListAllMyBuckets","Resource":"*"}]}';
const EVERY_FORMAT = ['json', 'yaml', 'text', 'table', 'yaml-stream'];

function writeFiles(): Readonly<Record<'policy' | 'tags' | 'input' | 'yaml' | 'names' | 'latin', string>> {
  const folder = mkdtempSync(join(tmpdir(), 'cli-agreement-'));
  const file = (name: string, content: string | Buffer): string => {
    writeFileSync(join(folder, name), content);
    return join(folder, name);
  };
  return {
    policy: file('policy.json', `${POLICY}\r\n`),
    tags: file('tags.json', '[{"Key": "Owner", "Value": "Zoë"}]'),
    input: file('input.json', `{"RoleArn": "${ROLE}", "RoleSessionName": "file", "DurationSeconds": 900}`),
    yaml: file('input.yaml', `RoleArn: ${ROLE}\nRoleSessionName: yaml\nTags:\n- Key: a\n  Value: b\n`),
    names: file('names.json', '["a", "b"]'),
    latin: file('latin', Buffer.from([0xe9, 0x41])),
  };
}

function* assumeRole(sts: Operations, files: ReturnType<typeof writeFiles>): Generator<Case> {
  const answers = [
    answered(sts.get('AssumeRole')!, {
      AssumedRoleUser: { AssumedRoleId: 'AROA3XFRBF535PLBIFPI4:Bob', Arn: `${ROLE}/Bob` },
      Credentials: {
        AccessKeyId: 'ASIAIOSFODNN7EXAMPLE',
        SecretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYzEXAMPLEKEY',
        SessionToken: 'FQoGZXIvYXdzEBYaD'.repeat(12),
        Expiration: 1747601140,
      },
      PackedPolicySize: 6,
    }),
  ];
  const more: readonly (readonly string[])[] = [
    [],
    ['--policy', POLICY],
    ['--policy', `file://${files.policy}`],
    ['--duration-seconds', '900'],
    ['--external-id', '123ABC'],
    ['--serial-number', 'arn:aws:iam::123456789012:mfa/bob', '--token-code', '123456'],
    ['--policy', POLICY, '--duration-seconds', '3600', '--external-id', '123ABC'],
    ['--policy-arns', 'arn=arn:aws:iam::aws:policy/ReadOnlyAccess', 'arn=arn:aws:iam::123456789012:policy/p'],
    ['--tags', 'Key=Project,Value=Unicorn', 'Key=Cost Center,Value=12 345', '--transitive-tag-keys', 'Project', 'x'],
    ['--tags', '[{"Key":"Project","Value":"Ünicorn"}]'],
    ['--tags', '{"Key":"a","Value":"b"}', '{"Key":"c","Value":"d"}'],
    ['--tags', `file://${files.tags}`],
    ['--transitive-tag-keys', `file://${files.names}`],
    ['--source-identity=Alice', '--region', 'eu-central-1'],
    ['--role-session-name', 'the last wins'],
    ['--duration', '1800', '--ext', 'shortened'],
    ['--cli-input-json', `{"RoleSessionName": "overridden", "DurationSeconds": 1200}`],
    ['--no-cli-pager', '--color', 'off', '--no-paginate'],
  ];
  for (const options of more) yield { words: [...ASSUME, ...options], answers };
  for (const format of EVERY_FORMAT) yield { words: [...ASSUME, '--output', format], answers };
  for (const format of EVERY_FORMAT) {
    for (const query of ['Credentials', 'Credentials.[AccessKeyId,SecretAccessKey,SessionToken]', 'PackedPolicySize']) {
      yield { words: [...ASSUME, '--output', format, '--query', query], answers };
    }
  }
  yield { words: ['--output', 'text', ...ASSUME], answers };
  yield { words: ['sts', '--query', 'Credentials.Expiration', ...ASSUME.slice(1)], answers };
  yield { words: ['sts', 'assume-role', '--cli-input-json', `file://${files.input}`], answers };
  yield { words: ['sts', 'assume-role', '--cli-input-yaml', `file://${files.yaml}`, '--external-id', 'ab'], answers };
  yield { words: ASSUME, answers, env: { AWS_DEFAULT_OUTPUT: 'yaml' } };
}

function* formats(iam: Operations): Generator<Case> {
  const summary = answered(iam.get('GetAccountSummary')!, {
    SummaryMap: new Map([
      ['Users', 27],
      ['MFADevicesInUse', 0],
      ['AccountMFAEnabled', 1],
    ]),
  });
  const trust = encodeURIComponent(POLICY.replace('"Resource":"*"', '"Principal":{"AWS":["a","b"]}'));
  const role = (name: string, more: object = {}) => ({
    Path: '/',
    RoleName: name,
    RoleId: 'AROA3XFRBF535PLBIFPI4',
    Arn: `arn:aws:iam::123456789012:role/${name}`,
    CreateDate: 1747601140,
    AssumeRolePolicyDocument: trust,
    ...more,
  });
  const roles = answered(iam.get('ListRoles')!, {
    Roles: [role('one', { Description: 'Zoë’s — 日本', MaxSessionDuration: 3600 }), role('two'), role('three')],
    IsTruncated: false,
  });
  const none = answered(iam.get('ListRoles')!, { Roles: [], IsTruncated: false });
  const queries = [
    undefined,
    'Roles[].RoleName',
    'Roles[].{Name: RoleName, Since: CreateDate, What: Description}',
    'Roles[0]',
    'Roles[0].AssumeRolePolicyDocument',
    "Roles[?RoleName=='two'].Arn | [0]",
    'sort_by(Roles, &RoleName)[].[RoleName, Arn]',
    'length(Roles)',
    '[Roles[0], Roles[0]]',
    'Roles[].MaxSessionDuration',
    'max(Roles[].MaxSessionDuration)',
    'Nothing',
    'Roles[].[RoleName, [Path, [RoleId]]]',
  ];
  for (const format of EVERY_FORMAT) {
    yield { words: ['iam', 'get-account-summary', '--output', format], answers: [summary] };
    yield { words: ['iam', 'list-roles', '--output', format], answers: [none] };
    yield { words: ['iam', 'list-roles', '--output', format, '--no-paginate'], answers: [roles] };
    for (const query of queries) {
      const asked = query === undefined ? [] : ['--query', query];
      yield { words: ['iam', 'list-roles', '--output', format, ...asked], answers: [roles] };
    }
  }
  yield { words: ['iam', 'list-roles', '--output', 'table', '--color', 'on'], answers: [roles] };
  const deleted = { words: ['iam', 'delete-role', '--role-name', 'x'], answers: [answered(iam.get('DeleteRole')!)] };
  for (const format of EVERY_FORMAT) yield { ...deleted, words: [...deleted.words, '--output', format] };
  yield { ...deleted, words: [...deleted.words, '--query', 'a'] };
}

function* inputs(iam: Operations, files: ReturnType<typeof writeFiles>): Generator<Case> {
  const tagged = [answered(iam.get('TagRole')!)];
  const tag = ['iam', 'tag-role', '--role-name', 'x', '--tags'];
  for (const tags of [
    ['Key=\'a,b\',Value="c d"'],
    ['Key=a\\,b,Value=c'],
    ['Key=a,Value='],
    ['Key=a, Value=b'],
    [' Key = a , Value = b '],
    ['Key=a,Value=b=c'],
    ['Key=a,Value="it\'s \\"x\\""'],
    [' [{"Key":"a","Value":"b"}]'],
    ['Key=a,Value=Ünïcode 日本'],
    ['Key=a,Value=http://x/?a=b&c=d#e'],
  ]) {
    yield { words: [...tag, ...tags], answers: tagged };
  }
  for (const tags of [
    ['Key=a'],
    ['Key=a,Value'],
    ['=a'],
    ['Key'],
    ['Key=a,Key=b'],
    ['Key=a,Value=b,Other=c'],
    ["Key='a"],
    ['Key=a,Value={b=c}'],
    ['Key=a,Value=[b,c]'],
    ['Key=a,Value=[b'],
    ['Key=a,Value={b'],
    ['Key=a\nValue=b'],
    ['Key=a,b,Value=c'],
    [''],
    ['{"Key":"a"}', 'Key=b'],
    ['file:///does/not/exist'],
    [`file://${files.latin}`],
  ]) {
    yield { words: [...tag, ...tags], answers: tagged };
  }
  yield { words: [...tag], answers: tagged };
  const simulate = ['iam', 'simulate-custom-policy', '--policy-input-list', POLICY, '--action-names', 's3:a', 's3:b'];
  const simulated = [answered(iam.get('SimulateCustomPolicy')!, { EvaluationResults: [], IsTruncated: false })];
  for (const entry of [
    'ContextKeyName=aws:x,ContextKeyValues=a,b,ContextKeyType=stringList',
    'ContextKeyName=aws:x,ContextKeyValues=[a,b],ContextKeyType=stringList',
    'ContextKeyName=aws:x,ContextKeyValues=a,ContextKeyType=string',
    'ContextKeyName=aws:x,ContextKeyValues="a","b",ContextKeyType=string',
    'ContextKeyName=aws:x,ContextKeyValues=[],ContextKeyType=string',
  ]) {
    yield { words: [...simulate, '--context-entries', entry], answers: simulated };
  }
  const policy = ['iam', 'update-account-password-policy'];
  const updated = [answered(iam.get('UpdateAccountPasswordPolicy')!)];
  yield {
    words: [...policy, '--require-symbols', '--no-require-numbers', '--minimum-password-length', '14'],
    answers: updated,
  };
  yield { words: [...policy, '--hard-expiry', '--no-hard-expiry'], answers: updated };
  yield { words: [...policy, '--minimum-password-length', ' 1_0 '], answers: updated };
  yield { words: [...policy, '--minimum-password-length', 'x'], answers: updated };
  yield { words: [...policy, '--minimum-password-length', '2'], answers: updated };
  yield { words: [...policy, '--require-symbols=true'], answers: updated };
  const put = ['iam', 'put-role-policy', '--role-name', 'x', '--policy-name', 'p', '--policy-document'];
  const done = [answered(iam.get('PutRolePolicy')!)];
  yield { words: [...put, `file://${files.policy}`], answers: done };
  yield { words: [...put, `file://~/nothing`], answers: done };
  yield { words: [...put, '-1'], answers: done };
  yield { words: [...put, '- a'], answers: done };
  yield { words: [...put, '-a'], answers: done };
  yield { words: [...put, '{}', '--cli-input-json', '{"Wrong": 1}'], answers: done };
  for (const input of [
    '[]',
    '"x"',
    '{',
    '{"RoleName": 1}',
    '{"RoleName": null}',
    '{"PolicyName": ["a"]}',
    '{"PolicyName": true}',
  ]) {
    const words = ['iam', 'put-role-policy', '--policy-document', '{}', '--cli-input-json', input];
    yield { words, answers: done };
  }
  yield { words: ['iam', 'put-role-policy', '--cli-input-json', '{}', '--cli-input-yaml', 'a: b'], answers: done };
}

function* pages(iam: Operations): Generator<Case> {
  const facts = iam.get('ListUsers')!;
  const user = (name: string) => ({
    Path: '/',
    UserName: name,
    UserId: 'AIDA3XFRBF535PLBIFPI4',
    Arn: `arn:aws:iam::123456789012:user/${name}`,
    CreateDate: 1747601140,
  });
  const page = (names: readonly string[], marker?: string) =>
    answered(facts, { Users: names.map(user), IsTruncated: marker !== undefined, Marker: marker });
  const three = [page(['a', 'b'], 'm1'), page(['c', 'd'], 'm2'), page(['e'])];
  const names = ['--query', 'Users[].UserName'];
  for (const format of EVERY_FORMAT) {
    yield { words: ['iam', 'list-users', '--output', format], answers: three };
    yield { words: ['iam', 'list-users', '--output', format, ...names], answers: three };
    yield { words: ['iam', 'list-users', '--output', format, '--max-items', '3'], answers: three };
    yield { words: ['iam', 'list-users', '--output', format, '--max-items', '4', '--page-size', '2'], answers: three };
    yield { words: ['iam', 'list-users', '--output', format, '--no-paginate', '--max-items', '2'], answers: three };
    yield { words: ['iam', 'list-users', '--output', format, '--marker', 'm1'], answers: three.slice(1) };
  }
  const more: readonly (readonly string[])[] = [
    ['--max-items', '0'],
    ['--max-items', '1'],
    ['--max-items', '5'],
    ['--max-items', '99'],
    ['--starting-token', Buffer.from('{"Marker": "m1", "boto_truncate_amount": 1}').toString('base64')],
    [
      '--starting-token',
      Buffer.from('{"Marker": null, "boto_truncate_amount": 1}').toString('base64'),
      '--max-items',
      '2',
    ],
    ['--starting-token', 'm1___1'],
    ['--starting-token', 'opaque'],
    ['--no-paginate', '--page-size', '2'],
    ['--no-paginate', '--starting-token', 'x'],
    ['--max-items', 'x'],
    ['--cli-input-json', '{"MaxItems": 2}'],
    ['--cli-input-json', '{"PathPrefix": "/x/"}'],
  ];
  for (const options of more) yield { words: ['iam', 'list-users', ...options], answers: three };
  yield { words: ['iam', 'list-users'], answers: [page(['a'], 'same')] };

  const group = iam.get('GetGroup')!;
  const members = (list: readonly string[], marker?: string) =>
    answered(group, {
      Group: { Path: '/', GroupName: 'g', GroupId: 'AGPA', Arn: 'arn:aws:iam::1:group/g', CreateDate: 0 },
      Users: list.map(user),
      IsTruncated: marker !== undefined,
      Marker: marker,
    });
  for (const format of EVERY_FORMAT) {
    const words = ['iam', 'get-group', '--group-name', 'g', '--output', format];
    yield { words, answers: [members(['a'], 'm'), members(['b'])] };
  }
  const details = iam.get('GetAccountAuthorizationDetails')!;
  for (const format of EVERY_FORMAT) {
    yield {
      words: ['iam', 'get-account-authorization-details', '--output', format, '--max-items', '1'],
      answers: [
        answered(details, { UserDetailList: [user('a')], GroupDetailList: [], IsTruncated: true, Marker: 'm' }),
        answered(details, { RoleDetailList: [], Policies: [], IsTruncated: false }),
      ],
    };
  }
}

function* skeletons(): Generator<Case> {
  for (const operation of ['create-role', 'list-users', 'get-account-summary', 'simulate-principal-policy']) {
    yield { words: ['iam', operation, '--generate-cli-skeleton'] };
    yield { words: ['iam', operation, '--generate-cli-skeleton', 'input'] };
    yield { words: ['iam', operation, '--generate-cli-skeleton', 'sideways'] };
  }
  for (const format of EVERY_FORMAT) {
    yield { words: ['iam', 'get-account-summary', '--generate-cli-skeleton', 'output', '--output', format] };
    yield { words: ['iam', 'list-account-aliases', '--generate-cli-skeleton', 'output', '--output', format] };
    yield {
      words: ['iam', 'list-role-policies', '--role-name', 'x', '--generate-cli-skeleton', 'output', '--output', format],
    };
  }
  yield { words: ['iam', 'list-role-policies', '--generate-cli-skeleton', 'output'] };
  yield { words: ['iam', 'delete-role', '--role-name', 'x', '--generate-cli-skeleton', 'output'] };
}

function* wrongUsage(): Generator<Case> {
  const commands: readonly (readonly string[])[] = [
    ['sts', 'assume-role'],
    ['sts'],
    ['iam', 'list-roles', '--role-nam', 'x'],
    ['iam', 'get-role', '--role-name'],
    ['iam', 'get-role', '--role-name', 'x', 'stray'],
    ['iam', 'get-role', 'stray', '--role-name', 'x'],
    ['iam', 'get-role', '--role-name', 'x', '--foo', '3', '--bar'],
    ['iam', 'get-role', '--role-name', 'x', '--color', 'blue'],
    ['iam', 'create-user', '--p', 'x', '--user-name', 'y'],
    ['iam', 'create-user', '--per', 'x', '--user-name', 'y'],
    ['iam', 'attach-role-policy', '--policy-arn'],
    ['iam', 'get-role', '--role-name', ''],
    ['iam', 'wait'],
    ['iam', 'wait', 'role-exists'],
    ['sts', 'assume-rol'],
    ['sts', 'assume-role-with-smal'],
    ['iam', 'wait', 'role-exist'],
    ['iam', 'create-virtual-mfa-device', '--virtual-mfa-device-name', 'x'],
    [
      'iam',
      'create-virtual-mfa-device',
      '--virtual-mfa-device-name',
      'x',
      '--outfile',
      '/x/y/z',
      '--bootstrap-method',
      'QRCodePNG',
    ],
    [
      'iam',
      'create-virtual-mfa-device',
      '--virtual-mfa-device-name',
      'x',
      '--outfile',
      'x',
      '--bootstrap-method',
      'QR',
    ],
  ];
  for (const words of commands) yield { words };
  yield {
    words: ['iam', 'get-role', '--role-name', 'x', '--output', 'xml'],
    otherWords: 'newer versions know one format more: off',
  };
  for (const operation of ['list-role', 'nothing-like-it']) {
    yield {
      words: ['iam', operation],
      otherWords: 'among the operations the AWS CLI names its wizard, which we do not have',
    };
  }
  yield {
    words: ['iam', 'get-role', '--role-name', 'x', '--query', '[a'],
    otherWords: 'JMESPath says what it misses in its own words',
  };
  yield {
    words: ['iam', 'tag-role', '--role-name', 'x', '--tags', '[{'],
    otherWords: 'JSON.parse has other words than Python',
  };
}

function* refusals(sts: Operations, iam: Operations): Generator<Case> {
  const assume = sts.get('AssumeRole')!;
  const denied = `User: arn:aws:iam::123456789012:user/bob is not authorized to perform: sts:AssumeRole on resource: ${ROLE}`;
  yield { words: ASSUME, answers: [refused(assume, 'AccessDenied', denied, 403)] };
  yield {
    words: ASSUME,
    answers: [refused(assume, 'ExpiredToken', 'The security token included in the request is expired', 403)],
  };
  yield { words: ASSUME, answers: [refused(assume, 'Throttling', 'Rate exceeded', 400)] };
  yield {
    words: [...ASSUME, '--policy', '{"Version":'],
    answers: [refused(assume, 'MalformedPolicyDocument', 'Syntax errors in policy.')],
  };
  yield { words: ASSUME, answers: [refused(assume, 'ValidationError', 'two\nlines — Zoë')] };
  yield {
    words: ['iam', 'get-role', '--role-name', 'x'],
    answers: [refused(iam.get('GetRole')!, 'NoSuchEntity', 'The role with name x cannot be found.', 404)],
  };
  yield { words: ['iam', 'get-role', '--role-name', 'x', '--endpoint-url', 'http://127.0.0.1:1'] };
  yield { words: ASSUME, env: { AWS_ACCESS_KEY_ID: '', AWS_SECRET_ACCESS_KEY: '' } };
  yield {
    words: [...ASSUME, '--no-sign-request'],
    answers: [refused(assume, 'MissingAuthenticationToken', 'Request is missing Authentication Token', 403)],
  };
}

function* devices(iam: Operations): Generator<Case> {
  const VirtualMFADevice = {
    SerialNumber: 'arn:aws:iam::123456789012:mfa/x',
    Base32StringSeed: Buffer.from('JBSWY3DPEHPK3PXP'),
    QRCodePNG: Buffer.from('PNG'),
  };
  const answers = [answered(iam.get('CreateVirtualMFADevice')!, { VirtualMFADevice })];
  const file = join(mkdtempSync(join(tmpdir(), 'cli-agreement-')), 'seed');
  for (const method of ['QRCodePNG', 'Base32StringSeed']) {
    const words = ['iam', 'create-virtual-mfa-device', '--virtual-mfa-device-name', 'x', '--outfile', file];
    yield { words: [...words, '--bootstrap-method', method], answers };
    yield { words: [...words, '--bootstrap-method', method, '--generate-cli-skeleton'], answers };
  }
}

function* waiters(iam: Operations): Generator<Case> {
  const facts = iam.get('GetRole')!;
  const role = { Path: '/', RoleName: 'x', RoleId: 'AROA', Arn: ROLE, CreateDate: 0 };
  const missing = refused(facts, 'NoSuchEntity', 'The role with name x cannot be found.', 404);
  const words = ['iam', 'wait', 'role-exists', '--role-name', 'x'];
  yield { words, answers: [answered(facts, { Role: role })] };
  yield { words, answers: [missing, answered(facts, { Role: role })] };
  yield { words, answers: [refused(facts, 'AccessDenied', 'No.', 403)] };
}
