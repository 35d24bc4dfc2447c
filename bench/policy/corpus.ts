import { seeded } from '../statistics.ts';

/**
 * Policies and requests from one seed, for every engine the same: no engine is asked what it alone can say. Where engines
 * read a document differently (several keys under one operator, a missing key under a negated one) the corpus keeps away.
 */
export interface Corpus {
  /** Documents of 20 statements, about 5.3 kB each. */
  readonly policies: readonly string[];
  readonly requests: readonly CorpusRequest[];
}

export interface CorpusRequest {
  readonly action: string;
  readonly resource: string;
  /** The context keys and their values, as text. */
  readonly keys: readonly (readonly [name: string, value: string])[];
}

export interface Statement {
  readonly Sid: string;
  readonly Effect: 'Allow' | 'Deny';
  readonly Principal?: '*' | { readonly AWS: readonly string[] };
  readonly Action: readonly string[];
  readonly Resource: readonly string[];
  readonly Condition?: Condition;
}

type Condition = Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;

export const ACCOUNT = '111122223333';
export const ROLE = `arn:aws:iam::${ACCOUNT}:role/builder`;
export const SESSION = `arn:aws:sts::${ACCOUNT}:assumed-role/builder/job-1`;
const STATEMENTS = 20;

export const documentOf = (statements: readonly Statement[]): string =>
  JSON.stringify({ Version: '2012-10-17', Statement: statements });

/** Makes `count` policies of 20 statements, and requests about the nine services that they speak of. */
export function makeCorpus(
  seed: string,
  { policies: count, requests }: { policies: number; requests: number },
): Corpus {
  const random = seeded(seed);
  const statements = Array.from({ length: count * STATEMENTS }, (_, i) => makeStatement(random, i));
  const policies = Array.from({ length: count }, (_, i) =>
    documentOf(statements.slice(i * STATEMENTS, (i + 1) * STATEMENTS)),
  );
  return { policies, requests: Array.from({ length: requests }, (_, i) => makeRequest(random, i, statements)) };
}

type Random = (below: number) => number;

interface Service {
  readonly actions: readonly string[];
  /** ARNs, `#` standing for the name of a thing. */
  readonly resources: readonly string[];
}

const at = (service: string, path: string): string => `arn:aws:${service}:eu-central-1:${ACCOUNT}:${path}`;

const services: readonly Service[] = [
  {
    actions: ['s3:GetObject', 's3:GetObjectTagging', 's3:PutObject', 's3:DeleteObject', 's3:GetObjectVersion'],
    resources: ['arn:aws:s3:::#-data/in/2026/report.csv', 'arn:aws:s3:::#-logs/app/1.gz'],
  },
  {
    actions: ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:Query', 'dynamodb:UpdateItem', 'dynamodb:BatchGetItem'],
    resources: [at('dynamodb', 'table/#-orders'), at('dynamodb', 'table/#-orders/index/by-day')],
  },
  {
    actions: ['sqs:SendMessage', 'sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'],
    resources: [at('sqs', '#-incoming'), at('sqs', '#-failed-1')],
  },
  {
    actions: ['sns:Publish', 'sns:Subscribe', 'sns:GetTopicAttributes', 'sns:SetTopicAttributes'],
    resources: [at('sns', '#-alerts'), at('sns', '#-events-eu')],
  },
  {
    actions: ['lambda:InvokeFunction', 'lambda:GetFunction', 'lambda:UpdateFunctionCode', 'lambda:GetPolicy'],
    resources: [at('lambda', 'function:#-resize'), at('lambda', 'function:#-import:live')],
  },
  {
    actions: ['ec2:StartInstances', 'ec2:StopInstances', 'ec2:RebootInstances', 'ec2:TerminateInstances'],
    resources: [at('ec2', 'instance/i-0a1b2c-#-1'), at('ec2', 'instance/i-9f8e7d-#-2')],
  },
  {
    actions: ['logs:PutLogEvents', 'logs:GetLogEvents', 'logs:FilterLogEvents', 'logs:CreateLogStream'],
    resources: [at('logs', 'log-group:/aws/#/web:log-stream:a'), at('logs', 'log-group:/aws/#/job:log-stream:b')],
  },
  {
    actions: ['secretsmanager:GetSecretValue', 'secretsmanager:DescribeSecret', 'secretsmanager:PutSecretValue'],
    resources: [at('secretsmanager', 'secret:#/db-AbCdEf'), at('secretsmanager', 'secret:#/key-GhIjKl')],
  },
  {
    actions: ['ssm:GetParameter', 'ssm:GetParameters', 'ssm:PutParameter', 'ssm:DeleteParameter'],
    resources: [at('ssm', 'parameter/#/host'), at('ssm', 'parameter/#/port')],
  },
];

const THINGS = [
  ...[
    'orders',
    'billing',
    'search',
    'media',
    'ledger',
    'mobile',
    'catalog',
    'pricing',
    'reports',
    'identity',
    'gateway',
  ],
  ...['atlas', 'beacon', 'cobalt', 'delta', 'ember', 'falcon', 'garnet', 'harbor', 'indigo', 'jasper', 'kestrel'],
  ...['shipping', 'returns', 'loyalty', 'invoice', 'payroll', 'archive', 'backup', 'metrics', 'tracing', 'staging'],
];
const TEAMS = ['red', 'green', 'blue', 'gold'];
const REGIONS = ['eu-central-1', 'eu-west-1', 'us-east-1'];
const AGENTS = ['aws-cli/2.31', 'Boto3/1.40', 'aws-sdk-js/3.1169'];

/** Two of every 200 statements deny. */
const DENY_EVERY = 100;

function makeStatement(random: Random, i: number): Statement {
  const { actions, resources } = pick(random, services);
  const denies = i % DENY_EVERY === DENY_EVERY - 30;
  const condition = denies || random(10) < 5 ? pick(random, conditions)(random) : undefined;
  return {
    Sid: `StatementNumber${i}`,
    Effect: denies ? 'Deny' : 'Allow',
    Action: Array.from({ length: 2 + random(3) }, () => withWildcards(random, pick(random, actions), actionWildcards)),
    Resource: Array.from({ length: 1 + random(2) }, () =>
      withWildcards(random, thing(random, pick(random, resources)), resourceWildcards),
    ),
    ...(condition && { Condition: condition }),
  };
}

const thing = (random: Random, resource: string): string => resource.replace('#', pick(random, THINGS));

function withWildcards(random: Random, text: string, wildcards: readonly ((text: string) => string)[]): string {
  return pick(random, wildcards)(text);
}

const actionWildcards: readonly ((action: string) => string)[] = [
  (action) => action,
  (action) => action,
  (action) => action.replace(/:([A-Z][a-z0-9]+).*$/, ':$1*'),
  (action) => action.replace(/:[A-Z][a-z0-9]+/, ':*'),
  (action) => action.replace(/:(.)./, ':$1?'),
];

/** Wildcards at the end, in the middle, and a single character. */
const resourceWildcards: readonly ((resource: string) => string)[] = [
  (resource) => resource,
  (resource) => resource,
  (resource) => resource.replace(/[^/:-]+$/, '*'),
  (resource) => resource.replace(new RegExp(THINGS.join('|')), (name) => `${name.slice(0, 3)}*`),
  (resource) => resource.replace(/.(.)$/, '?$1'),
  (resource) => resource.replace(/^(.*[/:-])[^/:-]+([/:-][^/:-]*)$/, '$1*$2'),
];

const conditions: readonly ((random: Random) => Condition)[] = [
  (random) => ({ StringEquals: { 'aws:PrincipalTag/team': [pick(random, TEAMS), pick(random, TEAMS)] } }),
  (random) => ({ StringEquals: { 'aws:RequestedRegion': pick(random, REGIONS) } }),
  (random) => ({ StringLike: { 'aws:UserAgent': `${pick(random, AGENTS).split('/')[0]}/*` } }),
  (random) => ({ IpAddress: { 'aws:SourceIp': [`10.${random(4)}.0.0/16`, '192.0.2.0/24'] } }),
  () => ({ Bool: { 'aws:SecureTransport': 'true' } }),
  () => ({ Bool: { 'aws:MultiFactorAuthPresent': 'true' } }),
  (random) => ({ DateLessThan: { 'aws:CurrentTime': `2026-${10 + random(3)}-01T00:00:00Z` } }),
  (random) => ({ NumericLessThan: { 'aws:MultiFactorAuthAge': String(600 * (1 + random(6))) } }),
];

/** One of three requests is about something that a statement names; the others are about anything. */
function makeRequest(random: Random, i: number, statements: readonly Statement[]): CorpusRequest {
  const service = services[i % services.length]!;
  const prefix = service.actions[0]!.split(':')[0]!;
  const named = statements.filter((statement) => statement.Action[0]!.startsWith(`${prefix}:`));
  const anything = (): Pick<CorpusRequest, 'action' | 'resource'> => ({
    action: pick(random, service.actions),
    resource: thing(random, pick(random, service.resources)),
  });
  let asked = anything();
  if (random(3) === 0 && named.length > 0) {
    const { Action, Resource } = pick(random, named);
    const wanted = { action: likeness(pick(random, Action)), resource: likeness(pick(random, Resource)) };
    for (
      let tries = 0;
      tries < 200 && !(wanted.action.test(asked.action) && wanted.resource.test(asked.resource));
      tries++
    )
      asked = anything();
  }
  return { ...asked, keys: makeKeys(random, i) };
}

/** A pattern of this corpus as a regular expression: fit for making requests, and too slow for deciding them. */
const likeness = (pattern: string): RegExp =>
  new RegExp(
    `^${pattern
      .replace(/[.+^$()|[\]{}\\]/g, '\\$&')
      .replaceAll('*', '.*')
      .replaceAll('?', '.')}$`,
  );

/** Eight keys, the seventh only where there is a second factor. Address and time are never the same twice. */
function makeKeys(random: Random, i: number): CorpusRequest['keys'] {
  const mfa = random(2) === 0;
  const day = new Date(Date.UTC(2026, 8 + random(4), 1 + random(27), random(24), random(60), i % 60));
  return [
    ['aws:SourceIp', random(5) === 0 ? `192.0.2.${i}` : `10.${random(4)}.${random(256)}.${i % 256}`],
    ['aws:SecureTransport', String(random(8) > 0)],
    ['aws:MultiFactorAuthPresent', String(mfa)],
    ['aws:CurrentTime', day.toISOString().replace('.000', '')],
    ['aws:PrincipalTag/team', pick(random, TEAMS)],
    ['aws:RequestedRegion', pick(random, REGIONS)],
    ...(mfa ? [['aws:MultiFactorAuthAge', String(random(4000))] as const] : []),
    ['aws:UserAgent', pick(random, AGENTS)],
  ];
}

function pick<T>(random: Random, things: readonly T[]): T {
  return things[random(things.length)]!;
}
