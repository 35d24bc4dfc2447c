import type { Statement } from '../naive/shapes.ts';

/** Three actions, three resources, two principals of one account: small enough for every document to be written. */
export const ACCOUNT = '111122223333';
export const ACTIONS = ['s3:GetObject', 's3:PutObject', 'sqs:SendMessage'] as const;
export const RESOURCES = [
  'arn:aws:s3:::bucket/a',
  'arn:aws:s3:::bucket/b',
  `arn:aws:sqs:eu-west-1:${ACCOUNT}:queue`,
] as const;
const alice = `arn:aws:iam::${ACCOUNT}:user/alice`;
const builder = `arn:aws:iam::${ACCOUNT}:role/builder`;
export const PRINCIPALS = [
  { type: 'user', account: ACCOUNT, arn: alice, entityId: 'AIDAALICE', entityArn: alice },
  {
    type: 'role-session',
    account: ACCOUNT,
    arn: `arn:aws:sts::${ACCOUNT}:assumed-role/builder/s`,
    entityId: 'AROABUILDER',
    entityArn: builder,
  },
] as const;

/** A statement, and the same statement as sets: bit by bit, what it speaks of. */
export interface Small {
  readonly statement: Statement;
  readonly deny: boolean;
  /** Bit `(principal * 3 + resource) * 3 + action`. */
  readonly applies: number;
}

/** Every statement of an identity policy: no principals. */
export const identityStatements: readonly Small[] = every(
  [{ element: {}, named: 0b11 }],
  [{ element: {}, named: 0b11 }],
);

/** Every statement of a policy of a resource. NotPrincipal only denies, and lists the account as it must (policy.md 2.3). */
export const resourceStatements: readonly Small[] = (() => {
  const names = subsets(PRINCIPALS.map(({ entityArn }) => entityArn));
  const principal = names.map(({ listed, members }) => ({ element: { Principal: { AWS: listed } }, named: members }));
  const notPrincipal = names.map(({ listed, members }) => ({
    element: { NotPrincipal: { AWS: [...listed, ACCOUNT] } },
    named: ~members & 0b11,
  }));
  return every(principal, [...principal, ...notPrincipal]);
})();

type Named = readonly { readonly element: Partial<Statement>; readonly named: number }[];

function every(allowing: Named, denying: Named): Small[] {
  const actions = withNots(ACTIONS, 'Action');
  const resources = withNots(RESOURCES, 'Resource');
  const all: Small[] = [];
  for (const Effect of ['Allow', 'Deny'] as const)
    for (const principal of Effect === 'Allow' ? allowing : denying)
      for (const action of actions)
        for (const resource of resources)
          all.push({
            statement: { Effect, ...principal.element, ...action.element, ...resource.element },
            deny: Effect === 'Deny',
            applies: bits(principal.named, resource.named, action.named),
          });
  return all;
}

function withNots(texts: readonly string[], name: 'Action' | 'Resource'): Named {
  return subsets(texts).flatMap(({ listed, members }) => [
    { element: { [name]: listed }, named: members },
    { element: { [`Not${name}`]: listed }, named: ~members & 0b111 },
  ]);
}

/** The subsets that hold something, each with its members as bits. */
function subsets(texts: readonly string[]): { listed: string[]; members: number }[] {
  return Array.from({ length: 2 ** texts.length - 1 }, (_, i) => ({
    listed: texts.filter((_text, bit) => ((i + 1) >> bit) & 1),
    members: i + 1,
  }));
}

function bits(principals: number, resources: number, actions: number): number {
  let all = 0;
  for (let p = 0; p < 2; p++)
    for (let r = 0; r < 3; r++)
      for (let a = 0; a < 3; a++)
        if ((principals >> p) & (resources >> r) & (actions >> a) & 1) all |= 1 << ((p * 3 + r) * 3 + a);
  return all;
}
