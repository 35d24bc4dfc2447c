import { beforeEach, describe, expect, it } from 'vitest';
import { A, B, type House, house, IDENTITY, root, TRUST } from './testing.ts';

/* The tags of all eight kinds: one family, eight rows. */

interface Row {
  readonly kind: string;
  /** What names one, and one that is not there. */
  readonly named: object;
  readonly missing: object;
  readonly said: string;
  /** Whether `Team` and `team` are two keys. */
  readonly caseCounts: boolean;
}

const arn = (account: string, rest: string) => `arn:aws:iam::${account}:${rest}`;

const rows = (account: string): readonly Row[] => [
  {
    kind: 'User',
    named: { UserName: 'ANN' },
    missing: { UserName: 'eve' },
    said: 'The user with name eve cannot be found.',
    caseCounts: false,
  },
  {
    kind: 'Role',
    named: { RoleName: 'DEV' },
    missing: { RoleName: 'eve' },
    said: 'The role with name eve cannot be found.',
    caseCounts: false,
  },
  {
    kind: 'Policy',
    named: { PolicyArn: arn(account, 'policy/p/Edge') },
    missing: { PolicyArn: arn(account, 'policy/p/edge') },
    said: `Policy ${arn(account, 'policy/p/edge')} was not found.`,
    caseCounts: true,
  },
  {
    kind: 'MFADevice',
    named: { SerialNumber: arn(account, 'mfa/phone') },
    missing: { SerialNumber: arn(account, 'mfa/other') },
    said: `MFA Device with serial number ${arn(account, 'mfa/other')} does not exist.`,
    caseCounts: true,
  },
  {
    kind: 'InstanceProfile',
    named: { InstanceProfileName: 'WEB' },
    missing: { InstanceProfileName: 'eve' },
    said: 'Instance Profile eve cannot be found.',
    caseCounts: true,
  },
  {
    kind: 'OpenIDConnectProvider',
    named: { OpenIDConnectProviderArn: arn(account, 'oidc-provider/id.example.com/x') },
    missing: { OpenIDConnectProviderArn: arn(account, 'oidc-provider/id.example.com/X') },
    said: `OpenIDConnect Provider not found for arn ${arn(account, 'oidc-provider/id.example.com/X')}`,
    caseCounts: true,
  },
  {
    kind: 'SAMLProvider',
    named: { SAMLProviderArn: arn(account, 'saml-provider/Corp') },
    missing: { SAMLProviderArn: arn(account, 'saml-provider/corp') },
    said: `Manifest not found for arn ${arn(account, 'saml-provider/corp')}`,
    caseCounts: true,
  },
  {
    kind: 'ServerCertificate',
    named: { ServerCertificateName: 'TLS' },
    missing: { ServerCertificateName: 'eve' },
    said: 'The Server Certificate with name eve cannot be found.',
    caseCounts: true,
  },
];

let h: House;
beforeEach(async () => {
  h = await house({ tagsPerEntity: 3 });
  await h.call('CreateUser', { UserName: 'Ann' });
  await h.call('CreateRole', { RoleName: 'Dev', AssumeRolePolicyDocument: TRUST });
  await h.call('CreatePolicy', { PolicyName: 'Edge', Path: '/p/', PolicyDocument: IDENTITY });
  await h.call('CreateVirtualMFADevice', { VirtualMFADeviceName: 'phone' });
  await h.call('CreateInstanceProfile', { InstanceProfileName: 'Web', Path: '/w/' });
  const entity = { account: A, path: '/', createdAt: 1, tags: [] };
  await h.store.change(async (tx) => {
    await tx.put.oidcProvider({ ...entity, id: 'o', name: 'id.example.com/x', clientIds: [], thumbprints: [] });
    await tx.put.samlProvider({
      ...entity,
      id: 's',
      name: 'Corp',
      uuid: 'S',
      metadata: '<x/>',
      updatedAt: 1,
      validUntil: undefined,
      assertionEncryption: undefined,
      privateKeys: [],
    });
    await tx.put.serverCertificate({
      ...entity,
      id: 'c',
      name: 'Tls',
      body: '',
      chain: undefined,
      sealedPrivateKey: '',
      expiresAt: 1,
    });
  });
});

const tags = (...keys: readonly string[]) => keys.map((Key) => ({ Key, Value: `${Key}@` }));

describe.each(rows(A))('$kind', ({ kind, named, missing, said, caseCounts }) => {
  const keysNow = async () => (await h.call(`List${kind}Tags`, named)).Tags.map(({ Key }: { Key: string }) => Key);

  it('takes tags, answers them by key, and gives them up', async () => {
    expect(await h.call(`Tag${kind}`, { ...named, Tags: tags('b', 'a') })).toBeUndefined();
    expect(await h.call(`List${kind}Tags`, named)).toEqual({ Tags: tags('a', 'b'), IsTruncated: false });
    await h.call(`Tag${kind}`, { ...named, Tags: [{ Key: 'a', Value: '' }] });
    await h.call(`Untag${kind}`, { ...named, TagKeys: ['b', 'not there'] });
    expect((await h.call(`List${kind}Tags`, named)).Tags).toEqual([{ Key: 'a', Value: '' }]);
  });

  it(`the case of a key ${caseCounts ? 'counts' : 'does not count'}`, async () => {
    await h.call(`Tag${kind}`, { ...named, Tags: tags('Team') });
    await h.call(`Tag${kind}`, { ...named, Tags: tags('team') });
    expect(await keysNow()).toEqual(caseCounts ? ['Team', 'team'] : ['team']);
    await h.call(`Untag${kind}`, { ...named, TagKeys: ['TEAM'] });
    expect(await keysNow()).toEqual(caseCounts ? ['Team', 'team'] : []);
  });

  it('refuses repeated and reserved keys, and more than the quota', async () => {
    const refused = (...keys: readonly string[]) => h.refusal(`Tag${kind}`, { ...named, Tags: tags(...keys) });
    expect(await refused('x', 'x')).toMatch(/^InvalidInput 400: Duplicate tag keys found\./);
    expect(await refused('AWS:x')).toMatch(/^InvalidInput 400: aws: prefixed tag key names/);
    expect(await refused('1', '2', '3', '4')).toBe(
      'LimitExceeded 409: The number of tags has reached the maximum limit.',
    );
    expect(await keysNow()).toEqual([]);
  });

  it('pages with markers that hold for these very tags', async () => {
    await h.call(`Tag${kind}`, { ...named, Tags: tags('a', 'b', 'c') });
    const first = await h.call(`List${kind}Tags`, { ...named, MaxItems: 2 });
    expect(first).toEqual({ Tags: tags('a', 'b'), IsTruncated: true, Marker: expect.any(String) });
    const Marker = first.Marker;
    expect(await h.call(`List${kind}Tags`, { ...named, Marker })).toEqual({ Tags: tags('c'), IsTruncated: false });
    await h.call(`Untag${kind}`, { ...named, TagKeys: ['a'] });
    expect(await h.refusal(`List${kind}Tags`, { ...named, Marker })).toBe('ValidationError 400: Invalid Marker.');
  });

  it.each(['Tag', 'Untag', 'List'])('%s: what is missing is not found', async (verb) => {
    const name = verb === 'List' ? `List${kind}Tags` : `${verb}${kind}`;
    const rest = { Tag: { Tags: tags('a') }, Untag: { TagKeys: ['a'] }, List: {} }[verb]!;
    expect(await h.refusal(name, { ...missing, ...rest })).toBe(`NoSuchEntity 404: ${said}`);
  });

  it("another account's answers exactly as one that is missing", async () => {
    const wanted = { ...named, Tags: tags('a') };
    const refused = await h.refusal(`Tag${kind}`, wanted, root(B));
    const name = Object.values(named)[0] as string;
    const asMissing = said.replaceAll(Object.values(missing)[0] as string, name);
    expect(refused).toBe(`NoSuchEntity 404: ${asMissing}`);
    expect(await keysNow()).toEqual([]);
  });
});

describe('what AWS manages', () => {
  const PolicyArn = 'arn:aws:iam::aws:policy/ReadOnlyAccess';

  it('has no tags, and gets none', async () => {
    expect(await h.call('ListPolicyTags', { PolicyArn })).toEqual({ Tags: [], IsTruncated: false });
    for (const [action, more] of [
      ['TagPolicy', { Tags: tags('a') }],
      ['UntagPolicy', { TagKeys: ['a'] }],
    ] as const) {
      const refused = await h.refusal(action, { PolicyArn, ...more });
      expect(refused).toBe('InvalidInput 400: Tags not supported for policies in this domain');
      expect(await h.refusal(action, { PolicyArn: `${PolicyArn}2`, ...more })).toMatch(/^NoSuchEntity 404/);
    }
  });
});

it.each([
  ['no ARN', 'x'.repeat(20), 'ValidationError 400: Invalid ARN:  Could not be parsed!'],
  ['of a role', arn(A, 'role/Corporation'), `InvalidInput 400: ARN ${arn(A, 'role/Corporation')} is not valid.`],
  ['with no name', arn(A, 'saml-provider/'), `InvalidInput 400: ARN ${arn(A, 'saml-provider/')} is not valid.`],
])('the ARN of a provider: %s', async (_what, SAMLProviderArn, refusal) =>
  expect(await h.refusal('ListSAMLProviderTags', { SAMLProviderArn })).toBe(refusal),
);
