import { ACCOUNT_A, type Credentials, type House, openHouse, policy } from '../house/harness.ts';
import type { Parameters } from '../house/requests.ts';
import { type AccountState, digestOf, readAccount, writeAccount } from './account-state.ts';

/*
 * A search through all that a delegated administrator can do in a few calls. Mallory may do anything, within a permissions
 * boundary that lets her make users and roles under /dev/ that have the same boundary, as AWS's user guide recommends it.
 * Whatever she calls, nothing that she holds may do what the boundary does not allow.
 */

const arn = (resource: string) => `arn:aws:iam::${ACCOUNT_A}:${resource}`;
const EDGE = arn('policy/guard/Edge');
const WIDE = arn('policy/dev/Wide');
const MALLORY = { UserName: 'mallory' };
const PUPPET = { UserName: 'puppet' };
const ADMIN = { UserName: 'admin' };
const TOOL = { RoleName: 'tool' };
const CROWN = { RoleName: 'crown' };
const ALL = policy({ Action: '*', Resource: '*' });
const TRUST_MALLORY = policy({ Action: 'sts:AssumeRole', Principal: { AWS: arn('user/dev/mallory') } });

const EDGE_DOCUMENT = policy(
  {
    Action: ['iam:CreateUser', 'iam:*UserPolicy', 'iam:PutUserPermissionsBoundary'],
    Resource: arn('user/dev/*'),
    Condition: { StringEquals: { 'iam:PermissionsBoundary': EDGE } },
  },
  {
    Action: ['iam:CreateRole', 'iam:*RolePolicy', 'iam:PutRolePermissionsBoundary'],
    Resource: arn('role/dev/*'),
    Condition: { StringEquals: { 'iam:PermissionsBoundary': EDGE } },
  },
  { Action: ['iam:CreateAccessKey', 'iam:UpdateUser', 'iam:TagUser'], Resource: arn('user/dev/*') },
  { Action: ['iam:UpdateAssumeRolePolicy', 'sts:AssumeRole'], Resource: arn('role/dev/*') },
  { Action: ['iam:CreatePolicy*', 'iam:SetDefaultPolicyVersion'], Resource: arn('policy/dev/*') },
  { Action: ['iam:AddUserToGroup', 'iam:UpdateGroup', 'iam:PutGroupPolicy'], Resource: arn('group/*') },
);

/** A call that Mallory tries, as herself or as somebody she holds. */
export type Move = readonly [action: string, parameters: Parameters, as?: 'puppet' | 'tool'];

/** The first ones are of the kind that the boundary allows; the rest is what she would need to get out of it. */
export const moves: readonly Move[] = [
  ['PutUserPolicy', { ...MALLORY, PolicyName: 'more', PolicyDocument: ALL }],
  ['AttachUserPolicy', { ...MALLORY, PolicyArn: 'arn:aws:iam::aws:policy/AdministratorAccess' }],
  ['AddUserToGroup', { ...MALLORY, GroupName: 'Admins' }],
  ['CreatePolicy', { PolicyName: 'Wide', Path: '/dev/', PolicyDocument: ALL }],
  ['CreateUser', { ...PUPPET, Path: '/dev/', PermissionsBoundary: EDGE }],
  ['PutUserPolicy', { ...PUPPET, PolicyName: 'all', PolicyDocument: ALL }],
  ['CreateAccessKey', PUPPET],
  ['CreateRole', { ...TOOL, Path: '/dev/', PermissionsBoundary: EDGE, AssumeRolePolicyDocument: TRUST_MALLORY }],
  ['PutRolePolicy', { ...TOOL, PolicyName: 'all', PolicyDocument: ALL }],
  ['UpdateUser', { ...MALLORY, NewUserName: 'eve' }],
  ['UpdateGroup', { GroupName: 'Admins', NewPath: '/dev/' }],

  ['CreateUser', { ...PUPPET, Path: '/dev/' }],
  ['CreateUser', { ...PUPPET, Path: '/dev/', PermissionsBoundary: WIDE }],
  ['CreateRole', { ...TOOL, Path: '/dev/', AssumeRolePolicyDocument: TRUST_MALLORY }],
  ['CreateAccessKey', ADMIN],
  ['PutUserPolicy', { ...ADMIN, PolicyName: 'more', PolicyDocument: ALL }],
  ['UpdateUser', { ...ADMIN, NewPath: '/dev/' }],
  ['UpdateUser', { ...MALLORY, NewPath: '/' }],
  ['UpdateAssumeRolePolicy', { ...CROWN, PolicyDocument: TRUST_MALLORY }],
  ['PutUserPermissionsBoundary', { ...MALLORY, PermissionsBoundary: WIDE }],
  ['PutRolePermissionsBoundary', { ...TOOL, PermissionsBoundary: WIDE }],
  ['DeleteUserPermissionsBoundary', MALLORY],
  ['DeleteUserPermissionsBoundary', PUPPET],
  ['DeleteRolePermissionsBoundary', TOOL],
  ['CreatePolicyVersion', { PolicyArn: EDGE, PolicyDocument: ALL, SetAsDefault: 'true' }],
  ['SetDefaultPolicyVersion', { PolicyArn: EDGE, VersionId: 'v2' }],
  ['DeletePolicy', { PolicyArn: EDGE }],
  ['CreatePolicy', { PolicyName: 'edge', Path: '/dev/', PolicyDocument: ALL }],
  ['DeleteUserPermissionsBoundary', MALLORY, 'puppet'],
  ['DeleteUserPermissionsBoundary', MALLORY, 'tool'],
  ['PutRolePermissionsBoundary', { ...TOOL, PermissionsBoundary: WIDE }, 'tool'],
];

/** What the boundary allows nobody. */
const probes: readonly Move[] = [
  ['ListUsers', {}],
  ['GetAccountAuthorizationDetails', {}],
  ['AssumeRole', { RoleArn: arn('role/crown'), RoleSessionName: 'crown' }],
  ['DeleteUser', ADMIN],
];

interface Situation {
  readonly state: AccountState;
  readonly puppet: Credentials | undefined;
  readonly path: readonly string[];
}

/** Searches all sequences of at most `depth` moves, each situation once; gives what was found to exceed the boundary. */
export async function search(options: { bounded: boolean; depth: number }) {
  const house = await openHouse();
  const mallory = await furnish(house, options.bounded);
  const start: Situation = { state: await readAccount(house.store, ACCOUNT_A), puppet: undefined, path: [] };
  const guarded = guardOf(start.state);
  const seen = new Set([digestOf(start.state)]);
  const exceeded: string[] = [];
  const succeeded = new Set<string>();
  let calls = 0;
  let front = [start];
  for (let depth = 1; depth <= options.depth && exceeded.length === 0; depth++) {
    const next: Situation[] = [];
    for (const from of front) {
      let isThere = false;
      for (const move of moves) {
        if (!isThere) await writeAccount(house.store, from.state);
        isThere = true;
        const [action, parameters] = move;
        const caller = await callerOf(house, mallory, from, move);
        if (caller === undefined) continue;
        calls++;
        const answer = await house.call(caller, action, parameters);
        if (answer.status >= 500) throw new Error(`${action}: ${answer.status}`);
        if (answer.status !== 200) continue;
        isThere = false;
        const path = [...from.path, `${move[2] ?? 'mallory'}: ${action} ${JSON.stringify(parameters)}`];
        succeeded.add(path.at(-1)!);
        const state = await readAccount(house.store, ACCOUNT_A);
        const digest = digestOf(state);
        if (seen.has(digest)) continue;
        seen.add(digest);
        const made = action === 'CreateAccessKey' ? keyIn(answer) : from.puppet;
        const situation = { state, puppet: made, path };
        for (const breach of [...breaches(guarded, state), ...(await breachesOf(house, mallory, situation))]) {
          exceeded.push(`${breach} after ${path.join(', ')}`);
        }
        next.push(situation);
      }
    }
    front = next;
  }
  return { exceeded, situations: seen.size, calls, succeeded: succeeded.size };
}

async function furnish(house: House, bounded: boolean): Promise<Credentials> {
  const root = (action: string, parameters: Parameters) => house.must(house.rootA, action, parameters);
  await root('CreatePolicy', { PolicyName: 'Edge', Path: '/guard/', PolicyDocument: EDGE_DOCUMENT });
  await root('CreatePolicyVersion', { PolicyArn: EDGE, PolicyDocument: ALL });
  await root('CreateUser', ADMIN);
  await root('PutUserPolicy', { ...ADMIN, PolicyName: 'all', PolicyDocument: ALL });
  await root('CreateGroup', { GroupName: 'Admins' });
  await root('PutGroupPolicy', { GroupName: 'Admins', PolicyName: 'all', PolicyDocument: ALL });
  const anybody = policy({ Action: 'sts:AssumeRole', Principal: { AWS: ACCOUNT_A } });
  await root('CreateRole', { ...CROWN, AssumeRolePolicyDocument: anybody });
  await root('PutRolePolicy', { ...CROWN, PolicyName: 'all', PolicyDocument: ALL });
  await root('CreateUser', { ...MALLORY, Path: '/dev/', ...(bounded && { PermissionsBoundary: EDGE }) });
  await root('PutUserPolicy', { ...MALLORY, PolicyName: 'own', PolicyDocument: ALL });
  return keyIn(await root('CreateAccessKey', MALLORY));
}

const keyIn = (answer: { text(element: string): string | undefined }): Credentials => ({
  accessKeyId: answer.text('AccessKeyId')!,
  secretAccessKey: answer.text('SecretAccessKey')!,
});

async function callerOf(house: House, mallory: Credentials, from: Situation, [, , as]: Move) {
  if (as === undefined) return mallory;
  return as === 'puppet' ? from.puppet : sessionOf(house, mallory, from.state);
}

async function sessionOf(house: House, mallory: Credentials, state: AccountState): Promise<Credentials | undefined> {
  if (!state.roles.some(({ name }) => name === 'tool')) return undefined;
  return house.assumed(mallory, arn('role/dev/tool'));
}

/** What of the account Mallory must not have touched. */
function guardOf(state: AccountState): string {
  const ids = new Set(
    [...state.users, ...state.roles, ...state.policies]
      .filter(({ name }) => ['admin', 'crown', 'Edge'].includes(name))
      .map(({ id }) => id),
  );
  const of = (id: string | undefined) => id !== undefined && ids.has(id);
  return JSON.stringify([
    [...state.users, ...state.roles, ...state.policies].filter(({ id }) => of(id)),
    state.versions.filter(({ policyId }) => of(policyId)),
    state.inline.filter(({ ownerId }) => of(ownerId)),
    state.attachments.filter(({ ownerId }) => of(ownerId)),
    state.keys.filter(({ userId }) => of(userId)),
  ]);
}

function breaches(guarded: string, state: AccountState): string[] {
  const own = [...state.users, ...state.roles].filter(({ name }) => name !== 'admin' && name !== 'crown');
  return [
    ...own.filter(({ boundaryArn }) => boundaryArn !== EDGE).map(({ name }) => `${name} is without the boundary`),
    ...(guardOf(state) === guarded ? [] : ['admin, crown or the boundary is not as it was']),
  ];
}

/** Everything that Mallory holds by now tries what the boundary does not allow. */
async function breachesOf(house: House, mallory: Credentials, { state, puppet }: Situation): Promise<string[]> {
  const held = { mallory, puppet, tool: await sessionOf(house, mallory, state) };
  const found: string[] = [];
  for (const [who, credentials] of Object.entries(held)) {
    if (credentials === undefined) continue;
    for (const [action, parameters] of probes) {
      const answer = await house.call(credentials, action, parameters);
      if (answer.code !== 'AccessDenied') found.push(`${who}: ${action} answered ${answer.status}`);
    }
  }
  return found;
}
