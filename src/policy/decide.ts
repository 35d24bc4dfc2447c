import { askedAction } from './action.ts';
import { SplitArn } from './arn-pattern.ts';
import { beginDecision, endDecision } from './effort.ts';
import type { Asked } from './statement.ts';
import type { Decision, LayerName, Layers, PolicyRequest, Principal } from './types.ts';
import { ABSENT, judge, judgeLevels, type Verdict } from './verdict.ts';

/**
 * Decides a request (policy.md 6.2 to 6.7): an explicit Deny in any layer wins; then every layer that must allow has to.
 * Total: an exception while a statement is evaluated counts as a Deny by that statement (security.md H11).
 */
export function decide(layers: Layers, request: PolicyRequest): Decision {
  const asked = askedOf(layers, request);
  beginDecision();
  const verdicts = judgeAll(layers, asked);
  endDecision();

  const denier = denialOrder.find((layer) => verdicts[layer].denies.length > 0);
  if (denier !== undefined) {
    const statements = denialOrder.flatMap((layer) => verdicts[layer].denies);
    const failed = denialOrder.some((layer) => verdicts[layer].failed);
    const layer = denier === 'resource' ? guardOf(layers) : denier;
    return { allowed: false, because: 'explicit-deny', layer, statements, ...(failed && { failed }) };
  }

  const layer = withheldBy(layers, asked.principal, verdicts);
  if (layer !== undefined) return { allowed: false, because: 'implicit-deny', layer, statements: [] };
  const statements = [...verdicts.resource.allows, ...verdicts.identity.allows];
  return { allowed: true, because: 'allowed', layer: undefined, statements };
}

/** The question, prepared once for all statements. */
export const askedOf = (layers: Layers, request: PolicyRequest): Asked => ({
  action: askedAction(request.action),
  resource: new SplitArn(request.resource),
  principal: request.principal,
  context: request.context,
  hasBoundary: layers.boundary !== undefined,
});

/** The first of these that denies is named (7.4). */
const denialOrder = ['rcp', 'scp', 'endpoint', 'resource', 'identity', 'boundary', 'session'] as const;

/** The truth table: which layer fails to allow, if any. No explicit Deny is left when it is asked. */
function withheldBy(layers: Layers, principal: Principal, verdicts: Verdicts): LayerName | undefined {
  if (!verdicts.rcp.allowed) return 'rcp';
  if (!verdicts.scp.allowed) return 'scp';
  if (!verdicts.endpoint.allowed) return 'endpoint';

  const guard = guardOf(layers);
  const { grant } = verdicts.resource;
  if (hasNoPolicies(principal)) return grant === undefined ? guard : undefined;

  const limits = () => (!verdicts.boundary.allowed ? 'boundary' : !verdicts.session.allowed ? 'session' : undefined);
  const own = () => (!verdicts.identity.allowed ? 'identity' : limits());

  // Across accounts both sides are always asked, whomever the resource names (6.5).
  if (principal.account !== layers.resourceAccount) return own() ?? (grant === undefined ? guard : undefined);

  switch (grant) {
    case 'direct':
      return undefined;
    case 'entity':
      return limits();
    case 'account':
      return own();
    case undefined:
      // A trust policy is mandatory: what it does not grant, nobody else can (6.7).
      return guard === 'trust' ? 'trust' : own();
  }
}

const guardOf = (layers: Layers): 'trust' | 'resource' => layers.resource?.kind ?? 'resource';

/** Callers that no account's policies stand behind: the resource alone speaks (6.5, 6.7). */
function hasNoPolicies({ type }: Principal): boolean {
  return type === 'service' || type === 'web-identity' || type === 'saml' || type === 'anonymous';
}

type Verdicts = Readonly<Record<(typeof denialOrder)[number], Verdict>>;

function judgeAll(layers: Layers, asked: Asked): Verdicts {
  const identity = judge(layers.identity, asked);
  return {
    rcp: judgeLevels(layers.rcp, asked),
    scp: judgeLevels(layers.scp, asked),
    endpoint: layers.endpoint === undefined ? ABSENT : judge([layers.endpoint], asked),
    resource: layers.resource === undefined ? ABSENT : judge([layers.resource.policy], asked),
    // Root may do everything in its account, as far as the layers around it let it (6.2 step 5).
    identity: asked.principal.type === 'root' ? { ...identity, allowed: true } : identity,
    boundary: layers.boundary === undefined ? ABSENT : judge(layers.boundary, asked),
    session: layers.session === undefined ? withoutSession(asked.principal) : judge(layers.session, asked),
  };
}

/** Without a session policy a role session is not limited; a federated user has no permissions at all (6.4). */
const withoutSession = ({ type }: Principal): Verdict =>
  type === 'federated-user' ? { ...ABSENT, allowed: false } : ABSENT;
