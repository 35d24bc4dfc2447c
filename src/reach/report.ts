import type { Context } from '../policy/types.ts';
import type { OpenCondition } from '../policy/undecided.ts';
import { assumingBy } from './edge.ts';
import type { Way } from './puzzle.ts';
import type { Reach, ReachQuestion, Step } from './search.ts';
import { exampleOf, type Session } from './session.ts';
import { nameOf, type Someone } from './someone.ts';

/** Who can do something, as plain data: what travels from a server, and what `--output json` prints. */
export interface WhoCan {
  readonly action: string;
  readonly resource: string;
  /** Whether everybody was asked who might. */
  readonly complete: boolean;
  readonly questions: number;
  readonly principals: readonly FoundPrincipal[];
}

export interface FoundPrincipal {
  /** The ARN; the name of a service; `*` for everybody who has credentials of any account; `anonymous`. */
  readonly principal: string;
  readonly kind: Someone['kind'];
  readonly account: string | undefined;
  /** Whether it hangs on nothing of the request. */
  readonly unconditional: boolean;
  readonly path: readonly FoundStep[];
}

export interface FoundStep {
  readonly principal: string;
  readonly action: string;
  /** What it is done to: the role that is assumed, or the resource. */
  readonly resource: string;
  /** Each is enough by itself; none where nothing has to hold. */
  readonly ways: readonly FoundWay[];
  /** There may be more ways. */
  readonly more: boolean;
  /** What the session of the principal has to be, where it is a role's. */
  readonly session: Keys;
}

export interface FoundWay {
  readonly needs: readonly Condition[];
  readonly unless: readonly (readonly Condition[])[];
  /** Context keys with which the engine allows it; absent where none were found, though none are known to be wrong. */
  readonly example?: Keys;
}

export interface Condition {
  /** As policies write it: `ForAnyValue:StringLikeIfExists`. */
  readonly operator: string;
  readonly key: string;
  readonly values: readonly string[];
}

/** Context keys and their values; in lower case, as they are compared. */
export type Keys = readonly (readonly [key: string, value: string | readonly string[]])[];

/** What a search found, as data. */
export function reported({ found, complete, questions }: Reach, { action, resource }: ReachQuestion): WhoCan {
  return {
    action,
    resource,
    complete,
    questions,
    principals: found.map((step) => principalOf(step, { action, resource })),
  };
}

function principalOf(first: Step, end: { readonly action: string; readonly resource: string }): FoundPrincipal {
  const { from } = first;
  const path: FoundStep[] = [];
  // A source identity that was set once stays until the end.
  let identity: string | undefined;
  for (let step: Step | undefined = first; step !== undefined; step = step.next) {
    const { edge, role } = step;
    identity ??= identityIn(path.at(-1)) ?? exampleOf(edge.session.sourceIdentity, 'any-identity');
    path.push({
      principal: nameOf(step.from),
      action: role === undefined ? end.action : assumingBy(step.from),
      resource: role?.arn ?? end.resource,
      ways: edge.ways.map(wayOf),
      more: edge.more,
      session: sessionOf(edge.session, identity),
    });
  }
  return {
    principal: nameOf(from),
    kind: from.kind,
    account: 'account' in from ? from.account : undefined,
    unconditional: first.conditional === 0,
    path,
  };
}

/** The source identity that the example of a step passes. */
function identityIn(step: FoundStep | undefined): string | undefined {
  const passed = step?.ways[0]?.example?.find(([key]) => key === 'sts:sourceidentity')?.[1];
  return typeof passed === 'string' ? passed : undefined;
}

const wayOf = ({ needs, unless, witness }: Way): FoundWay => ({
  needs: needs.map(conditionOf),
  unless: unless.map((conditions) => conditions.map(conditionOf)),
  ...(witness !== undefined && { example: keysOf(witness) }),
});

const conditionOf = ({ qualifier, operator, ifExists, key, values }: OpenCondition): Condition => ({
  operator: `${qualifier === undefined ? '' : `${qualifier}:`}${operator}${ifExists ? 'IfExists' : ''}`,
  ...{ key, values },
});

/** What a session has to be that it is not anyway, with an example where several values would do. */
function sessionOf({ name, tags, claims }: Session, identity: string | undefined): Keys {
  const needs = new Map<string, string>();
  if (typeof name === 'object' && 'is' in name) needs.set('sts:rolesessionname', name.is);
  if (identity !== undefined) needs.set('aws:sourceidentity', identity);
  for (const [key, facet] of tags) {
    const value = exampleOf(facet, 'any-value');
    if (value !== undefined) needs.set(`aws:principaltag/${key}`, value);
  }
  return [...needs, ...keysOf(claims)];
}

const keysOf = (context: Context): Keys =>
  [...context].map(([key, value]) => [key, value.kind === 'single' ? value.value : value.values] as const);
