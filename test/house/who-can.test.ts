import { describe, expect, it } from 'vitest';
import { type FoundPrincipal, type FoundStep, reported, type WhoCan, whoCan } from '../../src/reach/index.ts';
import {
  ACCOUNT_A,
  ACCOUNT_B,
  type Credentials,
  credentialsOf,
  form,
  type House,
  openHouse,
  policy,
  signedPost,
} from './harness.ts';

/**
 * What `who-can` says is held to what the house does: in small stores made by chance, every role is asked of by everybody, in
 * every way that the policies of the store can tell apart, along chains of up to three roles.
 */
const STORES = Number(process.env.ROLECALL_REACH_STORES ?? 24);
const DEPTH = 3;

describe('who-can and the house agree', () => {
  it.each(Array.from({ length: STORES }, (_each, seed) => seed + 1))('store %i', async (seed) => {
    const store = await randomStore(seed);
    const { house, roles } = store;
    for (const role of roles) {
      const found = await askedOf(house, role);
      const can = new Map(found.principals.map((principal) => [principal.principal, principal]));
      for (const user of store.users.keys()) {
        const really = (await store.reachedBy(user)).get(role) ?? Number.POSITIVE_INFINITY;
        const said = can.get(user);
        // Found: it has to lead there. Not found: nothing that was tried does.
        expect({ role, user, missed: said === undefined && really <= DEPTH }, store.text).toEqual({
          role,
          user,
          missed: false,
        });
        if (said !== undefined) await confirm(store, said);
      }
    }
  });
});

async function askedOf(house: House, resource: string): Promise<WhoCan> {
  const question = {
    ...{ action: 'sts:AssumeRole', resource, account: undefined, resourcePolicy: undefined },
    ...{ maxDepth: DEPTH, maxQuestions: 100_000 },
  };
  const { directory } = house.tools;
  return reported(await whoCan({ reads: house.store, directory, clock: house.clock }, question), question);
}

/** Goes along the path, with nothing that is not needed where nothing is said to be needed. */
async function confirm(
  { house, users, text }: RandomStore,
  { principal, path, unconditional }: FoundPrincipal,
): Promise<void> {
  if (unconditional) expect(path.every(({ ways }) => ways.length === 0)).toBe(true);
  let credentials = users.get(principal)!;
  for (const [i, step] of path.entries()) {
    // Every way that is told has to lead there; the walk goes on by the first.
    for (const way of step.ways.slice(1)) {
      const tried = await assume(house, credentials, step.resource, choiceOf({ ...step, ways: [way] }, path[i + 1]));
      expect(tried.status, `${text}\n${JSON.stringify(way)}`).toBe(200);
    }
    const answer = await assume(house, credentials, step.resource, choiceOf(step, path[i + 1]));
    expect(answer.status, `${text}\n${JSON.stringify(path)}\n${answer.message}`).toBe(200);
    credentials = credentialsOf(answer);
  }
}

interface Choice {
  readonly externalId?: string | undefined;
  readonly name: string;
  readonly address: string;
  readonly identity?: string | undefined;
  readonly team?: string | undefined;
}

function choiceOf({ ways: [way] }: FoundStep, next: FoundStep | undefined): Choice {
  const keys = new Map([...(next?.session ?? []), ...(way?.example ?? [])]);
  const text = (...names: readonly string[]) =>
    names.map((name) => keys.get(name)).find((value) => value !== undefined) as string;
  return {
    externalId: text('sts:externalid'),
    name: text('sts:rolesessionname') ?? 'test-session',
    address: text('aws:sourceip') ?? '127.0.0.1',
    identity: text('sts:sourceidentity', 'aws:sourceidentity'),
    team: text('aws:requesttag/team', 'aws:principaltag/team'),
  };
}

function assume(
  house: House,
  credentials: Credentials,
  RoleArn: string,
  { externalId, name, address, identity, team }: Choice,
) {
  const parameters = {
    ...{ RoleArn, RoleSessionName: name },
    ...(externalId !== undefined && { ExternalId: externalId }),
    ...(identity !== undefined && { SourceIdentity: identity }),
    ...(team !== undefined && { 'Tags.member.1.Key': 'team', 'Tags.member.1.Value': team }),
  };
  const request = signedPost(credentials, form('AssumeRole', parameters, 'sts'), 'sts', house.clock.now());
  return house.send({ ...request, remoteAddress: address } as typeof request);
}

type RandomStore = Awaited<ReturnType<typeof randomStore>>;

/** What a condition of these stores can ask for, and the values by which a caller can meet it or not. */
const DIMENSIONS = {
  externalId: { values: [undefined, 'x1'], condition: { StringEquals: { 'sts:ExternalId': 'x1' } } },
  name: { values: ['test-session', 'job-1'], condition: { StringLike: { 'sts:RoleSessionName': 'job-*' } } },
  address: { values: ['127.0.0.1', '192.0.2.7'], condition: { IpAddress: { 'aws:SourceIp': '192.0.2.0/24' } } },
  identity: { values: [undefined, 's1'], condition: { StringEquals: { 'sts:SourceIdentity': 's1' } } },
  team: { values: [undefined, 'red'], condition: { StringEquals: { 'aws:RequestTag/team': 'red' } } },
} as const;
type Dimension = keyof typeof DIMENSIONS;

/** Conditions on what is known, or on what a session became. */
const KNOWN = [
  { StringEquals: { 'aws:PrincipalTag/team': 'red' } },
  { StringLike: { 'aws:PrincipalArn': '*-1' } },
  { StringEquals: { 'aws:PrincipalAccount': ACCOUNT_A } },
  { StringEqualsIfExists: { 'aws:SourceIdentity': 's1' } },
  { StringEquals: { 'aws:SourceIdentity': 's1' } },
  { StringLike: { 'aws:userid': '*:job-1' } },
  { DateGreaterThan: { 'aws:CurrentTime': '2020-01-01T00:00:00Z' } },
  { Null: { 'sts:ExternalId': 'true' } },
  { StringNotEquals: { 'sts:ExternalId': 'x1' } },
];

async function randomStore(seed: number) {
  const chance = generator(seed);
  const pick = <T>(some: readonly T[]): T => some[Math.floor(chance() * some.length)]!;
  const maybe = (share: number) => chance() < share;
  const house = await openHouse();
  const written: string[] = [];
  const dimensions = shuffled(Object.keys(DIMENSIONS) as Dimension[], chance).slice(0, 3);
  const roots = new Map([
    [ACCOUNT_A, house.rootA],
    [ACCOUNT_B, house.rootB],
  ]);
  const users = new Map<string, Credentials>();
  const roles: string[] = [];
  const trustNobody = policy({ Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' });
  for (const [account, root] of roots) {
    for (const n of [1, 2]) {
      const arn = `arn:aws:iam::${account}:user/user-${n}`;
      users.set(arn, await house.user(root, `user-${n}`));
      if (maybe(0.4))
        await house.must(root, 'TagUser', {
          UserName: `user-${n}`,
          'Tags.member.1.Key': 'team',
          'Tags.member.1.Value': pick(['red', 'blue']),
        });
    }
    for (const n of [1, 2, 3]) {
      const tagged = maybe(0.3) ? { 'Tags.member.1.Key': 'team', 'Tags.member.1.Value': pick(['red', 'blue']) } : {};
      roles.push(
        (
          await house.must(root, 'CreateRole', {
            RoleName: `role-${n}`,
            AssumeRolePolicyDocument: trustNobody,
            ...tagged,
          })
        ).text('Arn')!,
      );
    }
  }
  const everybody = [...users.keys(), ...roles];

  const condition = (): object => {
    if (maybe(0.45)) return {};
    const one = () => (maybe(0.6) ? DIMENSIONS[pick(dimensions)].condition : pick(KNOWN));
    const merged: Record<string, object> = {};
    for (const each of maybe(0.25) ? [one(), one()] : [one()])
      for (const [operator, keys] of Object.entries(each)) merged[operator] = { ...merged[operator], ...keys };
    return { Condition: merged };
  };
  const session = (arn: string) => `${arn.replace(':iam:', ':sts:').replace(':role/', ':assumed-role/')}/job-1`;
  const principal = () => {
    const kind = chance();
    if (kind < 0.55) return { AWS: pick(everybody) };
    if (kind < 0.85) return { AWS: `arn:aws:iam::${pick([...roots.keys()])}:root` };
    if (kind < 0.93) return { AWS: session(pick(roles)) };
    return maybe(0.5) ? '*' : { AWS: '*' };
  };
  for (const arn of roles) {
    const statements: object[] = Array.from({ length: 1 + Math.floor(chance() * 2) }, () => ({
      Principal: principal(),
      Action: pick([
        'sts:AssumeRole',
        ['sts:AssumeRole', 'sts:TagSession', 'sts:SetSourceIdentity'],
        ['sts:AssumeRole', 'sts:SetSourceIdentity'],
      ]),
      ...condition(),
    }));
    if (maybe(0.3))
      statements.push({ Principal: principal(), Action: ['sts:TagSession', 'sts:SetSourceIdentity'], ...condition() });
    if (maybe(0.2))
      statements.push({ Effect: 'Deny', Principal: principal(), Action: 'sts:AssumeRole', ...condition() });
    await write(arn, 'UpdateAssumeRolePolicy', { RoleName: nameIn(arn) }, statements);
  }
  for (const arn of everybody) {
    const isUser = users.has(arn);
    const name = { [isUser ? 'UserName' : 'RoleName']: nameIn(arn), PolicyName: 'p' };
    const statements: object[] = [];
    if (maybe(0.7))
      statements.push({
        Action: pick(['sts:AssumeRole', 'sts:*', '*']),
        Resource: pick([
          '*',
          pick(roles),
          'arn:aws:iam::*:role/*-1',
          'arn:aws:iam::*:role/role-${aws:PrincipalTag/team}',
        ]),
        ...condition(),
      });
    if (maybe(0.2)) statements.push({ Effect: 'Deny', Action: 'sts:*', Resource: pick(roles), ...condition() });
    if (statements.length > 0) await write(arn, isUser ? 'PutUserPolicy' : 'PutRolePolicy', name, statements);
    if (maybe(0.15)) {
      const boundary = policy({ Action: 'sts:*', Resource: pick(['*', pick(roles)]), ...condition() });
      const root = rootOf(arn);
      const made = await house.must(root, 'CreatePolicy', {
        PolicyName: `b-${isUser ? 'u' : 'r'}-${nameIn(arn)}`,
        PolicyDocument: boundary,
      });
      written.push(`boundary ${arn} ${boundary}`);
      const put = isUser ? 'PutUserPermissionsBoundary' : 'PutRolePermissionsBoundary';
      await house.must(root, put, {
        [isUser ? 'UserName' : 'RoleName']: nameIn(arn),
        PermissionsBoundary: made.text('Arn')!,
      });
    }
  }

  function rootOf(arn: string): Credentials {
    return roots.get(arn.split(':')[4]!)!;
  }
  async function write(
    arn: string,
    action: string,
    named: Record<string, string>,
    statements: readonly object[],
  ): Promise<void> {
    const PolicyDocument = policy(...statements);
    written.push(`${action} ${arn} ${PolicyDocument}`);
    await house.must(rootOf(arn), action, { ...named, PolicyDocument });
  }

  /** All that a caller can choose in this store. */
  const choices: readonly Choice[] = dimensions.reduce<readonly Choice[]>(
    (some, dimension) =>
      some.flatMap((choice) => values(dimension).map((value) => ({ ...choice, [dimension]: value }))),
    [{ name: 'test-session', address: '127.0.0.1' }],
  );
  /** The session's name, its tags and its source identity matter to what comes after, whether a condition of the request asks for them or not. */
  const everyChoice: readonly Choice[] = (['name', 'identity', 'team'] as const)
    .filter((dimension) => !dimensions.includes(dimension))
    .reduce<readonly Choice[]>(
      (some, dimension) =>
        some.flatMap((choice) => values(dimension).map((value) => ({ ...choice, [dimension]: value }))),
      choices,
    );

  const known = new Map<string, ReadonlyMap<string, number>>();
  /** Which roles a user really reaches, in how many steps. */
  async function reachedBy(user: string): Promise<ReadonlyMap<string, number>> {
    const found = known.get(user);
    if (found !== undefined) return found;
    const reached = new Map<string, number>();
    const seen = new Set<string>();
    let sessions: readonly Credentials[] = [users.get(user)!];
    for (let depth = 1; depth <= DEPTH; depth++) {
      const next: Credentials[] = [];
      for (const credentials of sessions)
        for (const role of roles)
          for (const choice of everyChoice) {
            const { name, identity, team } = choice;
            const state = JSON.stringify([role, name, identity, team]);
            if (seen.has(state)) continue;
            const answer = await assume(house, credentials, role, choice);
            if (answer.status !== 200) continue;
            seen.add(state);
            if (!reached.has(role)) reached.set(role, depth);
            next.push(credentialsOf(answer));
          }
      sessions = next;
    }
    known.set(user, reached);
    return reached;
  }

  return { house, users, roles, reachedBy, text: written.join('\n') };
}

const nameIn = (arn: string): string => arn.slice(arn.lastIndexOf('/') + 1);
const values = (dimension: Dimension): readonly (string | undefined)[] => DIMENSIONS[dimension].values;

function shuffled<T>(some: readonly T[], chance: () => number): readonly T[] {
  return some
    .map((value) => ({ value, at: chance() }))
    .sort((a, b) => a.at - b.at)
    .map(({ value }) => value);
}

/** Mulberry32: the same numbers for a seed, everywhere. */
function generator(seed: number): () => number {
  let state = seed * 0x9e3779b9;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
