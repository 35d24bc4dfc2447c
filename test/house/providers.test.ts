import { beforeEach, describe, expect, it } from 'vitest';
import { metadata } from '../../src/federation/saml/testing.ts';
import { ACCOUNT_A, type House, openHouse } from './harness.ts';

/* What the unit tests of instance profiles, providers and roles of services cannot show: it is decided, encoded and answered over the wire. */

let house: House;
beforeEach(async () => {
  house = await openHouse();
});

const arn = (rest: string) => `arn:aws:iam::${ACCOUNT_A}:${rest}`;

describe('who puts a role into an instance profile has to be allowed to pass it to EC2', () => {
  const pair = { InstanceProfileName: 'web', RoleName: 'dev' };
  const adding = { Effect: 'Allow', Action: 'iam:AddRoleToInstanceProfile', Resource: arn('instance-profile/web') };
  const passing = (condition: object, Resource = arn('role/dev')) => ({
    Effect: 'Allow',
    Action: 'iam:PassRole',
    Resource,
    Condition: condition,
  });
  const to = (service: string) => ({ StringEquals: { 'iam:PassedToService': service } });

  it.each([
    ['allowed to add, not to pass', [adding], 'iam:PassRole on resource: arn:aws:iam::111122223333:role/dev'],
    ['allowed to pass, not to add', [passing({})], 'iam:AddRoleToInstanceProfile on resource: '],
    ['allowed to pass another role', [adding, passing({}, arn('role/other'))], 'iam:PassRole on resource: '],
    ['allowed to pass to Lambda', [adding, passing(to('lambda.amazonaws.com'))], 'iam:PassRole on resource: '],
    ['allowed to pass to EC2', [adding, passing(to('ec2.amazonaws.com'))], undefined],
    [
      'allowed to pass for instances of the account',
      [adding, passing({ ArnLike: { 'iam:AssociatedResourceARN': `arn:aws:ec2:*:${ACCOUNT_A}:instance/*` } })],
      undefined,
    ],
  ])('%s', async (_what, Statement, refused) => {
    const ann = await house.user(house.rootA, 'ann');
    await house.role(house.rootA, 'dev', { Principal: { AWS: ACCOUNT_A } });
    await house.must(house.rootA, 'CreateInstanceProfile', { InstanceProfileName: 'web' });
    const PolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement });
    await house.must(house.rootA, 'PutUserPolicy', { UserName: 'ann', PolicyName: 'p', PolicyDocument });
    const answer = await house.call(ann, 'AddRoleToInstanceProfile', pair);
    if (refused === undefined) expect(answer.status).toBe(200);
    else expect([answer.code, answer.message]).toEqual(['AccessDenied', expect.stringContaining(refused)]);
  });
});

it('SAML metadata comes back to the letter, line ends and all', async () => {
  const SAMLMetadataDocument = metadata().replaceAll('\n', '\r\n').replace('Example', '&lt;a &amp; b&gt; ü 😀');
  await house.must(house.rootA, 'CreateSAMLProvider', { Name: 'corp', SAMLMetadataDocument });
  const answer = await house.must(house.rootA, 'GetSAMLProvider', { SAMLProviderArn: arn('saml-provider/corp') });
  const [, sent] = /<SAMLMetadataDocument>([^<]*)<\/SAMLMetadataDocument>/.exec(answer.body)!;
  const plain = sent!
    .replaceAll('&#xD;', '\r')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');
  expect(plain).toBe(SAMLMetadataDocument);
});

it('a private key of a SAML provider is in no answer and not in the audit trail', async () => {
  const audited = await openHouse({ audit: true });
  const AddPrivateKey = '-----BEGIN PRIVATE KEY-----\nc2VjcmV0IHdvcmRz\n-----END PRIVATE KEY-----';
  const made = { Name: 'corp', SAMLMetadataDocument: metadata(), AddPrivateKey };
  const answer = await audited.call(audited.rootA, 'CreateSAMLProvider', made);
  expect(answer.status).toBe(400);
  const written = JSON.stringify(await audited.trail());
  expect(written).toContain('CreateSAMLProvider');
  expect(answer.body + written).not.toContain('c2VjcmV0IHdvcmRz');
});

it('a role of a service trusts its service, and nobody here becomes it', async () => {
  await house.must(house.rootA, 'CreateServiceLinkedRole', { AWSServiceName: 'ecs.amazonaws.com' });
  const ann = await house.user(house.rootA, 'ann');
  await house.allowUser(house.rootA, 'ann', { Action: 'sts:AssumeRole', Resource: '*' });
  const answer = await house.assume(ann, arn('role/aws-service-role/ecs.amazonaws.com/AWSServiceRoleForECS'));
  expect([answer.status, answer.code]).toEqual([403, 'AccessDenied']);
});

it('who may make the role of one service may not make that of another', async () => {
  const ann = await house.user(house.rootA, 'ann');
  await house.allowUser(house.rootA, 'ann', {
    Action: 'iam:CreateServiceLinkedRole',
    Resource: '*',
    Condition: { StringLike: { 'iam:AWSServiceName': 'ecs.amazonaws.com' } },
  });
  expect((await house.call(ann, 'CreateServiceLinkedRole', { AWSServiceName: 'ecs.amazonaws.com' })).status).toBe(200);
  const other = await house.call(ann, 'CreateServiceLinkedRole', { AWSServiceName: 'rds.amazonaws.com' });
  expect([other.code, other.message]).toEqual([
    'AccessDenied',
    expect.stringContaining('role/aws-service-role/rds.amazonaws.com/AWSServiceRoleForRDS'),
  ]);
});
