import { expect, test } from 'vitest';
import { grantedServices } from './granted-services.ts';

const SERVICES = ['ec2', 'iam', 's3'];

test.each<[what: string, statements: object[], granted: string[]]>([
  ['nothing', [], []],
  ['one action', [{ Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::b/*' }], ['s3']],
  ['in another case', [{ Effect: 'Allow', Action: ['S3:Get*', 'EC2:*'], Resource: '*' }], ['ec2', 's3']],
  ['everything', [{ Effect: 'Allow', Action: '*', Resource: '*' }], SERVICES],
  ['everything, in its longer spelling', [{ Effect: 'Allow', Action: '*:*', Resource: '*' }], SERVICES],
  ['all but a service', [{ Effect: 'Allow', NotAction: 'iam:*', Resource: '*' }], ['ec2', 's3']],
  ['all but an action', [{ Effect: 'Allow', NotAction: 'iam:GetUser', Resource: '*' }], SERVICES],
  [
    'a service taken away',
    [
      { Effect: 'Allow', Action: '*', Resource: '*' },
      { Effect: 'Deny', Action: 's3:*', Resource: ['*'] },
    ],
    ['ec2', 'iam'],
  ],
  [
    'an action taken away',
    [
      { Effect: 'Allow', Action: '*', Resource: '*' },
      { Effect: 'Deny', Action: 's3:GetObject', Resource: '*' },
    ],
    SERVICES,
  ],
  [
    'taken away in one place',
    [
      { Effect: 'Allow', Action: '*', Resource: '*' },
      { Effect: 'Deny', Action: 's3:*', Resource: 'arn:aws:s3:::b' },
    ],
    SERVICES,
  ],
  [
    'taken away on a condition',
    [
      { Effect: 'Allow', Action: '*', Resource: '*' },
      { Effect: 'Deny', Action: 's3:*', Resource: '*', Condition: { Bool: { 'aws:SecureTransport': 'false' } } },
    ],
    SERVICES,
  ],
  [
    'all others taken away',
    [
      { Effect: 'Allow', Action: '*', Resource: '*' },
      { Effect: 'Deny', NotAction: ['s3:*'], Resource: '*' },
    ],
    ['s3'],
  ],
  ['a Deny alone', [{ Effect: 'Deny', Action: 'iam:*', Resource: '*' }], []],
])('%s', (_what, statements, granted) => {
  expect(
    grantedServices(
      statements.map((one) => JSON.stringify({ Version: '2012-10-17', Statement: one })),
      SERVICES,
    ),
  ).toEqual(granted);
  expect(grantedServices([JSON.stringify({ Version: '2012-10-17', Statement: statements })], SERVICES)).toEqual(
    granted,
  );
});
