import { ACCOUNT, type Corpus, type CorpusRequest, documentOf, ROLE, type Statement } from './corpus.ts';

/** One question to all engines: documents as text, and the requests. The caller is always the session of one role. */
export interface Scenario {
  readonly name: 'A' | 'B' | 'C';
  readonly means: string;
  readonly identity: readonly string[];
  readonly session?: string;
  readonly boundary?: string;
  readonly resource?: string;
  readonly requests: readonly CorpusRequest[];
}

export function scenariosOf({ policies, requests }: Corpus): readonly [Scenario, Scenario, Scenario] {
  const b: Scenario = { name: 'B', means: '10 policies of 20 statements', identity: policies, requests };
  return [
    { name: 'A', means: '1 policy of 3 statements', identity: [documentOf(three)], requests },
    b,
    {
      ...b,
      name: 'C',
      means: 'B with session policy, boundary and resource policy',
      session: documentOf(session),
      boundary: documentOf(boundary),
      resource: documentOf(resource),
    },
  ];
}

const three: readonly Statement[] = [
  { Sid: 'Read', Effect: 'Allow', Action: ['s3:Get*', 'dynamodb:GetItem'], Resource: ['*'] },
  {
    Sid: 'Write',
    Effect: 'Allow',
    Action: ['sqs:*', 'ssm:PutParameter'],
    Resource: [`arn:aws:sqs:*:${ACCOUNT}:*`, `arn:aws:ssm:*:${ACCOUNT}:parameter/*`],
    Condition: { StringEquals: { 'aws:PrincipalTag/team': ['red', 'blue'] } },
  },
  {
    Sid: 'Abroad',
    Effect: 'Deny',
    Action: ['s3:*'],
    Resource: ['*'],
    Condition: { IpAddress: { 'aws:SourceIp': '192.0.2.0/24' } },
  },
];

const session: readonly Statement[] = [
  {
    Sid: 'Objects',
    Effect: 'Allow',
    Action: ['s3:GetObject*', 's3:PutObject'],
    Resource: ['arn:aws:s3:::*-data/*', 'arn:aws:s3:::*-logs/*'],
  },
  {
    Sid: 'Tables',
    Effect: 'Allow',
    Action: ['dynamodb:*'],
    Resource: [`arn:aws:dynamodb:*:${ACCOUNT}:table/*`],
    Condition: { StringEquals: { 'aws:RequestedRegion': ['eu-central-1', 'eu-west-1'] } },
  },
  { Sid: 'Messages', Effect: 'Allow', Action: ['sqs:*', 'sns:Publish', 'sns:Get*'], Resource: ['*'] },
  { Sid: 'Others', Effect: 'Allow', Action: ['lambda:*', 'logs:*', 'ssm:Get*'], Resource: ['*'] },
];

const boundary: readonly Statement[] = [
  {
    Sid: 'Services',
    Effect: 'Allow',
    Action: ['s3:*', 'dynamodb:*', 'sqs:*', 'sns:*', 'lambda:*', 'ssm:*', 'secretsmanager:*'],
    Resource: ['*'],
  },
  {
    Sid: 'Plain',
    Effect: 'Deny',
    Action: ['s3:*', 'secretsmanager:*'],
    Resource: ['*'],
    Condition: { Bool: { 'aws:SecureTransport': 'false' } },
  },
];

const resource: readonly Statement[] = [
  {
    Sid: 'Builder',
    Effect: 'Allow',
    Principal: { AWS: [ROLE] },
    Action: ['s3:GetObject', 'sqs:ReceiveMessage', 'lambda:InvokeFunction'],
    Resource: ['*'],
  },
  {
    Sid: 'Late',
    Effect: 'Deny',
    Principal: '*',
    Action: ['sqs:*', 's3:*'],
    Resource: ['*'],
    Condition: { NumericLessThan: { 'aws:MultiFactorAuthAge': '300' } },
  },
];
