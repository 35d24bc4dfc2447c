import { beforeEach, describe, expect, it } from 'vitest';
import { A, B, type House, house, root, TRUST, trusting } from '../testing.ts';

let h: House;
beforeEach(async () => {
  h = await house();
  await h.call('CreateUser', { UserName: 'Ann', Path: '/x/' });
  await h.call('CreateUser', { UserName: 'Ben' }, root(B));
  await h.call('CreateRole', { RoleName: 'Hub', AssumeRolePolicyDocument: TRUST }, root(B));
});

const ANN = `arn:aws:iam::${A}:user/x/Ann`;
const BEN = `arn:aws:iam::${B}:user/Ben`;
const HUB = `arn:aws:iam::${B}:role/Hub`;

const create = (document: string) => h.call('CreateRole', { RoleName: 'R', AssumeRolePolicyDocument: document });
const shown = async () =>
  decodeURIComponent((await h.call('GetRole', { RoleName: 'R' })).Role.AssumeRolePolicyDocument);
const record = async () => (await h.store.roles.byName(A, 'R'))!.trust;
const idOf = async (account: string, name: string) => (await h.store.users.byName(account, name))!.id;

describe('binding', () => {
  it('binds users and roles of every account of the store, and nobody else', async () => {
    const session = `arn:aws:sts::${B}:assumed-role/Gone/someone`;
    const document = trusting(ANN, BEN, HUB, B, `arn:aws:iam::${A}:root`, '*', session, ANN);
    await create(document);
    expect(await record()).toEqual({
      text: document,
      bindings: {
        [ANN]: await idOf(A, 'Ann'),
        [BEN]: await idOf(B, 'Ben'),
        [HUB]: (await h.store.roles.byName(B, 'Hub'))!.id,
      },
    });
    expect(await shown()).toBe(document);
  });

  it.each([
    ['a user that is not there', `arn:aws:iam::${A}:user/Eve`],
    ['a user under another path', `arn:aws:iam::${A}:user/Ann`],
    ['a user in another spelling', `arn:aws:iam::${A}:user/x/ann`],
    ['a user named as a role', `arn:aws:iam::${A}:role/x/Ann`],
    ['a role that is not there', `arn:aws:iam::${A}:role/Hub`],
    ['a user of another partition', `arn:aws-cn:iam::${A}:user/x/Ann`],
    ['an account of another partition', `arn:aws-cn:iam::${A}:root`],
    ['an account that is not there', '999999999999'],
    ['the root of an account that is not there', 'arn:aws:iam::999999999999:root'],
    ['a unique id', 'AIDAAAAAAAAAAAAAAAAAA'],
    ['a group', `arn:aws:iam::${A}:group/g`],
    ['a pattern', `arn:aws:iam::${A}:user/*`],
    ['no account id', '12345678901'],
  ])('refuses %s', async (_name, principal) => {
    const refusal = `MalformedPolicyDocument 400: Invalid principal in policy: "AWS":"${principal}"`;
    const AssumeRolePolicyDocument = trusting(ANN, principal);
    expect(await h.refusal('CreateRole', { RoleName: 'R', AssumeRolePolicyDocument })).toBe(refusal);
    expect(await h.refusal('GetRole', { RoleName: 'R' })).toMatch('NoSuchEntity');

    await create(TRUST);
    expect(await h.refusal('UpdateAssumeRolePolicy', { RoleName: 'R', PolicyDocument: AssumeRolePolicyDocument })).toBe(
      refusal,
    );
    expect(await shown()).toBe(TRUST);
  });

  it('reads principals that are written with escapes, and does not look into other kinds', async () => {
    const escaped = trusting(ANN).replace('user', '\\u0075ser');
    await create(escaped);
    expect(Object.keys((await record()).bindings)).toEqual([ANN]);
    await h.call('UpdateAssumeRolePolicy', {
      RoleName: 'R',
      PolicyDocument: `{"Statement":[{"Effect":"Allow","Action":"sts:AssumeRole","Principal":{"Service":"ec2.amazonaws.com"}}]}`,
    });
    expect((await record()).bindings).toEqual({});
  });
});

describe('rendering', () => {
  it('shows a renamed user under its new name, in place, white space kept', async () => {
    const document = `{ "Statement" : [\n {"Effect":"Allow","Action":"sts:AssumeRole","Principal":{"AWS":[ "${ANN}" , "${HUB}","${ANN}" ]}}]}`;
    await create(document);
    await h.call('UpdateUser', { UserName: 'Ann', NewUserName: 'Anna', NewPath: '/y/' });
    expect(await shown()).toBe(document.replaceAll(ANN, `arn:aws:iam::${A}:user/y/Anna`));
    expect((await record()).text).toBe(document);
  });

  it('shows the bare id of a user that is gone, also once another bears its name', async () => {
    await create(trusting(ANN, BEN));
    const id = await idOf(A, 'Ann');
    await h.call('DeleteUser', { UserName: 'Ann' });
    expect(await shown()).toBe(trusting(id, BEN));

    await h.call('CreateUser', { UserName: 'Ann', Path: '/x/' });
    expect(await shown()).toBe(trusting(id, BEN));
    expect((await record()).bindings[ANN]).toBe(id);
    // What is shown cannot be saved again: whoever edits the policy has to say whom they mean.
    expect(await h.refusal('UpdateAssumeRolePolicy', { RoleName: 'R', PolicyDocument: await shown() })).toBe(
      `MalformedPolicyDocument 400: Invalid principal in policy: "AWS":"${id}"`,
    );
    await h.call('UpdateAssumeRolePolicy', { RoleName: 'R', PolicyDocument: trusting(ANN) });
    expect((await record()).bindings[ANN]).toBe(await idOf(A, 'Ann'));
  });

  it('does the same for a role that was made anew', async () => {
    await create(trusting(HUB));
    const { id } = (await h.store.roles.byName(B, 'Hub'))!;
    await h.call('DeleteRole', { RoleName: 'Hub' }, root(B));
    await h.call('CreateRole', { RoleName: 'Hub', AssumeRolePolicyDocument: TRUST }, root(B));
    expect(await shown()).toBe(trusting(id));
    expect(decodeURIComponent((await h.call('ListRoles')).Roles[0].AssumeRolePolicyDocument)).toBe(trusting(id));
  });

  it('a role may trust itself once it exists', async () => {
    await create(TRUST);
    const document = trusting(`arn:aws:iam::${A}:role/R`);
    await h.call('UpdateAssumeRolePolicy', { RoleName: 'R', PolicyDocument: document });
    expect(await shown()).toBe(document);
  });
});

describe('a shared OIDC issuer', () => {
  const github = (condition: object) =>
    JSON.stringify({
      Version: '2012-10-17',
      Statement: {
        Effect: 'Allow',
        Principal: { Federated: `arn:aws:iam::${A}:oidc-provider/token.actions.githubusercontent.com` },
        Action: 'sts:AssumeRoleWithWebIdentity',
        Condition: condition,
      },
    });
  const open = github({ StringEquals: { 'token.actions.githubusercontent.com:aud': 'sts.amazonaws.com' } });
  const closed = github({ StringLike: { 'token.actions.githubusercontent.com:sub': 'repo:us/*' } });

  it('is not trusted unless the policy asks who comes', async () => {
    const refused = /^MalformedPolicyDocument 400: The trust policy of the shared identity provider arn:/;
    expect(await h.refusal('CreateRole', { RoleName: 'R', AssumeRolePolicyDocument: open })).toMatch(refused);
    await create(closed);
    expect(await h.refusal('UpdateAssumeRolePolicy', { RoleName: 'R', PolicyDocument: open })).toMatch(refused);
    expect(await shown()).toBe(closed);
  });
});
