import { type Grant, grantOf, isExempt, stronger } from './principal.ts';
import { type Answer, type Doc, hasOwnAccount, type Layers, type Mode, type Request, statementsOf } from './shapes.ts';
import { applies } from './statement.ts';

/**
 * The second policy engine: slow, obvious, and written from `reference/policy.md` alone, section 6 from top to bottom.
 * The first engine is held to it by `test/agreement`.
 */
export function naiveDecide(
  asked: { readonly layers: Layers; readonly request: Request },
  options: { readonly mode: Mode } = { mode: 'authorize' },
): Answer {
  const { layers, request } = asked;
  const { mode } = options;
  const caller = request.principal;

  const plain = (document: Doc, fillsShortArns: boolean) => verdictOf(document, { request, mode, fillsShortArns });
  const identity = layers.identity.map((document) => plain(document, true));
  const boundary = layers.boundary && plain(layers.boundary, true);
  const session = layers.session?.map((document) => plain(document, true));
  const scp = layers.scp?.map((level) => level.map((document) => plain(document, false)));
  const hasBoundary = layers.boundary !== undefined;
  const placed = (document: Doc, place: Place) =>
    verdictOf(document, { request, mode, fillsShortArns: false, place, hasBoundary });
  const rcp = layers.rcp?.map((level) => level.map((document) => placed(document, { kind: 'resource' })));
  const endpoint = layers.endpoint && placed(layers.endpoint, { kind: 'resource' });
  const resource = layers.resource && placed(layers.resource.document, layers.resource);

  // 1: an explicit Deny anywhere.
  const all = [
    ...identity,
    boundary,
    ...(session ?? []),
    ...(scp ?? []).flat(),
    ...(rcp ?? []).flat(),
    endpoint,
    resource,
  ];
  if (all.some((verdict) => verdict?.denies)) return { allowed: false, because: 'explicit-deny' };

  const allowed: Answer = { allowed: true, because: 'allowed' };
  const refused: Answer = { allowed: false, because: 'implicit-deny' };

  // 2 and 3: each level of the organisation must allow. 4: and so must the endpoint.
  for (const level of [...(rcp ?? []), ...(scp ?? [])]) if (!level.some(grants)) return refused;
  if (endpoint !== undefined && !grants(endpoint)) return refused;

  const grant = resource?.grant ?? 'none';
  const mandatory = layers.resource?.kind === 'trust';
  const sameAccount = caller.account === layers.resourceAccount;

  // Callers without an account of their own: the resource's side only (6.5, 6.7).
  if (!hasOwnAccount(caller)) return grant === 'none' ? refused : allowed;

  // 5: the root user may do everything on its own side.
  const isRoot = caller.type === 'root';
  if (isRoot && sameAccount && !mandatory) return allowed;
  const I = isRoot || identity.some(grants);
  const B = boundary === undefined || grants(boundary);
  // A federated user without a session policy has no permissions of its own (6.4).
  const S = session === undefined ? caller.type !== 'federated-user' : session.some(grants);

  if (!sameAccount) return grant !== 'none' && I && B && S ? allowed : refused;
  if (grant === 'direct') return allowed;
  if (grant === 'role') return B && S ? allowed : refused;
  if (grant === 'account' && mode === 'simulate') return allowed;
  if (grant === 'none' && mandatory) return refused;
  return I && B && S ? allowed : refused;
}

type Place = { readonly kind: 'trust' | 'resource'; readonly bindings?: Readonly<Record<string, string>> | undefined };

interface Verdict {
  readonly denies: boolean;
  readonly grant: Grant;
}

function grants(verdict: Verdict): boolean {
  return verdict.grant !== 'none';
}

/** What one document says: whether it denies, and how strongly it allows. Without principals, an Allow is direct. */
function verdictOf(
  document: Doc,
  asked: {
    readonly request: Request;
    readonly mode: Mode;
    readonly fillsShortArns: boolean;
    readonly place?: Place;
    readonly hasBoundary?: boolean;
  },
): Verdict {
  const { request, mode, fillsShortArns, place, hasBoundary } = asked;
  let denies = false;
  let grant: Grant = 'none';
  for (const statement of statementsOf(document)) {
    if (!applies(statement, request, { version: document.Version, mode, fillsShortArns })) continue;
    let named: Grant = 'direct';
    if (place !== undefined && statement.Principal !== undefined)
      named = grantOf(statement.Principal, request.principal, { ...place, effect: statement.Effect });
    if (place !== undefined && statement.NotPrincipal !== undefined)
      named = hasBoundary || !isExempt(statement.NotPrincipal, request.principal) ? 'direct' : 'none';
    if (named === 'none') continue;
    if (statement.Effect === 'Deny') denies = true;
    else grant = stronger(grant, named);
  }
  return { denies, grant };
}
