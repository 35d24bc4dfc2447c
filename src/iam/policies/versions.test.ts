import { beforeEach, describe, expect, it } from 'vitest';
import { A, B, type House, house, IDENTITY, root, START_SECONDS } from '../testing.ts';

const ARN = `arn:aws:iam::${A}:policy/Read`;
const NONE = `arn:aws:iam::${A}:policy/None`;
const other = IDENTITY.replace('s3', 'ec2');

let h: House;
beforeEach(async () => {
  h = await house({ managedPolicySize: 120 });
  await h.call('CreatePolicy', { PolicyName: 'Read', PolicyDocument: IDENTITY });
});

const create = (more: object = {}) => h.call('CreatePolicyVersion', { PolicyArn: ARN, PolicyDocument: other, ...more });
const remove = (VersionId: string) => h.call('DeletePolicyVersion', { PolicyArn: ARN, VersionId });
const setDefault = (VersionId: string) => h.call('SetDefaultPolicyVersion', { PolicyArn: ARN, VersionId });
const versions = async () =>
  (await h.call('ListPolicyVersions', { PolicyArn: ARN })).Versions.map(
    (one: { VersionId: string; IsDefaultVersion: boolean }) => `${one.VersionId}${one.IsDefaultVersion ? '*' : ''}`,
  );

describe('CreatePolicyVersion', () => {
  it('adds one that waits, or one that counts at once', async () => {
    h.clock.advance(60_000);
    expect(await create()).toEqual({
      PolicyVersion: { VersionId: 'v2', IsDefaultVersion: false, CreateDate: START_SECONDS + 60 },
    });
    expect(await versions()).toEqual(['v2', 'v1*']);
    expect(await create({ SetAsDefault: true })).toEqual({
      PolicyVersion: { VersionId: 'v3', IsDefaultVersion: true, CreateDate: START_SECONDS + 60 },
    });
    expect(await versions()).toEqual(['v3*', 'v2', 'v1']);
    expect((await h.call('GetPolicy', { PolicyArn: ARN })).Policy).toMatchObject({
      DefaultVersionId: 'v3',
      CreateDate: START_SECONDS,
      UpdateDate: START_SECONDS + 60,
    });
    const { PolicyVersion } = await h.call('GetPolicyVersion', { PolicyArn: ARN, VersionId: 'v2' });
    expect(decodeURIComponent(PolicyVersion.Document)).toBe(other);
  });

  it('takes five, and gives no number twice', async () => {
    for (const _more of [2, 3, 4, 5]) await create();
    expect(await h.refusal('CreatePolicyVersion', { PolicyArn: ARN, PolicyDocument: other })).toBe(
      'LimitExceeded 409: A managed policy can have up to 5 versions. Before you create a new version, you must delete an existing version.',
    );
    await remove('v5');
    expect((await create()).PolicyVersion.VersionId).toBe('v6');
    await remove('v6');
    await remove('v2');
    expect((await create()).PolicyVersion.VersionId).toBe('v7');
    expect(await versions()).toEqual(['v7', 'v4', 'v3', 'v1*']);
  });

  it('gives rivals different numbers', async () => {
    const made = await Promise.all(Array.from({ length: 4 }, () => create()));
    expect(made.map(({ PolicyVersion }) => PolicyVersion.VersionId).sort()).toEqual(['v2', 'v3', 'v4', 'v5']);
  });
});

describe('SetDefaultPolicyVersion', () => {
  it('moves the default back and forth', async () => {
    await create({ SetAsDefault: true });
    expect(await setDefault('v1')).toBeUndefined();
    expect(await versions()).toEqual(['v2', 'v1*']);
    await setDefault('v2');
    await setDefault('v2');
    expect(await versions()).toEqual(['v2*', 'v1']);
  });
});

describe('DeletePolicyVersion', () => {
  it('deletes one that is not the default, after which the policy can be deleted', async () => {
    await create();
    expect(await h.refusal('DeletePolicyVersion', { PolicyArn: ARN, VersionId: 'v1' })).toBe(
      'DeleteConflict 409: Cannot delete the default version of a policy.',
    );
    expect(await remove('v2')).toBeUndefined();
    expect(await versions()).toEqual(['v1*']);
    await h.call('DeletePolicy', { PolicyArn: ARN });
  });
});

const missing = (arn: string, version: string) =>
  `NoSuchEntity 404: Policy ${arn} version ${version} does not exist or is not attachable.`;

describe('refusals', () => {
  it.each([
    [
      'CreatePolicyVersion',
      { PolicyArn: NONE, PolicyDocument: IDENTITY },
      `NoSuchEntity 404: Policy ${NONE} was not found.`,
    ],
    [
      'CreatePolicyVersion',
      { PolicyArn: 'long-enough-but-no-arn', PolicyDocument: IDENTITY },
      'ValidationError 400: Invalid ARN:  Could not be parsed!',
    ],
    [
      'CreatePolicyVersion',
      { PolicyArn: ARN, PolicyDocument: '{}' },
      'MalformedPolicyDocument 400: Syntax errors in policy.',
    ],
    [
      'CreatePolicyVersion',
      { PolicyArn: ARN, PolicyDocument: IDENTITY.replace('"*"', `"arn:aws:s3:::${'b'.repeat(60)}"`) },
      'LimitExceeded 409: Cannot exceed quota for PolicySize: 120',
    ],
    ['SetDefaultPolicyVersion', { PolicyArn: NONE, VersionId: 'v1' }, missing(NONE, 'v1')],
    ['SetDefaultPolicyVersion', { PolicyArn: ARN, VersionId: 'v4' }, missing(ARN, 'v4')],
    ['DeletePolicyVersion', { PolicyArn: NONE, VersionId: 'v1' }, missing(NONE, 'v1')],
    ['DeletePolicyVersion', { PolicyArn: ARN, VersionId: 'v9' }, missing(ARN, 'v9')],
  ])('%s %j', async (operation, input, refusal) => {
    expect(await h.refusal(operation, input)).toBe(refusal);
    expect(await versions()).toEqual(['v1*']);
  });

  it("another account's policy is as if it were not there", async () => {
    await create();
    for (const operation of ['SetDefaultPolicyVersion', 'DeletePolicyVersion']) {
      expect(await h.refusal(operation, { PolicyArn: ARN, VersionId: 'v2' }, root(B))).toBe(missing(ARN, 'v2'));
    }
    expect(await h.refusal('CreatePolicyVersion', { PolicyArn: ARN, PolicyDocument: other }, root(B))).toBe(
      `NoSuchEntity 404: Policy ${ARN} was not found.`,
    );
    expect(await versions()).toEqual(['v2', 'v1*']);
  });
});
