import type {
  EvaluationResult,
  PolicyEvaluationDecisionType,
  PolicySourceType,
  ResourceSpecificResult,
  Statement,
} from '../../model/generated/iam.ts';
import type { Explanation, LayerExplanation } from '../../policy/index.ts';
import { distinct } from '../../policy/keys.ts';
import type { Decision, LayerName } from '../../policy/types.ts';
import type { positionsIn } from './positions.ts';
import { resourceTemplate } from './resource-template.ts';
import type { Simulation } from './simulate.ts';

/** The result of one action, out of its explanations on each resource (policy.md 9.1). `resources`: as the request named them. */
export async function evaluation(
  action: string,
  resources: readonly string[] | undefined,
  explained: readonly Explanation[],
  { simulation: { layers, inOrganization }, positionsOf }: Telling,
): Promise<EvaluationResult> {
  const each = explained.map((one) => specificResult(one, positionsOf));
  const decision = worst(each.map((one) => one.EvalResourceDecision));
  const deciding = each.filter((one) => one.EvalResourceDecision === decision);
  return {
    EvalActionName: action,
    EvalResourceName: resources === undefined ? '*' : await nameOf(action, resources),
    EvalDecision: decision,
    MatchedStatements: distinctStatements(deciding.flatMap((one) => one.MatchedStatements ?? [])),
    MissingContextValues: distinct(each.flatMap((one) => one.MissingContextValues ?? [])),
    ...(inOrganization && { OrganizationsDecisionDetail: { AllowedByOrganizations: allAllow(explained, 'scp') } }),
    ...(layers.boundary && {
      PermissionsBoundaryDecisionDetail: { AllowedByPermissionsBoundary: allAllow(explained, 'boundary') },
    }),
    ...(resources && {
      EvalDecisionDetails: mostRestrictive(each.map((one) => one.EvalDecisionDetails ?? new Map())),
      ResourceSpecificResults: each,
    }),
  };
}

export interface Telling {
  readonly simulation: Simulation;
  readonly positionsOf: typeof positionsIn;
}

/** One resource is named as it is, several by what they are. */
const nameOf = (action: string, resources: readonly string[]): string | Promise<string> =>
  resources.length === 1 ? resources[0]! : resourceTemplate(action, resources);

function specificResult(explained: Explanation, positionsOf: Telling['positionsOf']): ResourceSpecificResult {
  const { decision, request, layers } = explained;
  return {
    EvalResourceName: request.resource,
    EvalResourceDecision: decisions[decision.because],
    MatchedStatements: matchedStatements(explained, positionsOf),
    MissingContextValues: missingValues(explained),
    EvalDecisionDetails: decisionDetails(explained),
    ...(layers.some(({ layer }) => layer === 'boundary') && {
      PermissionsBoundaryDecisionDetail: { AllowedByPermissionsBoundary: allAllow([explained], 'boundary') },
    }),
  };
}

const decisions: Readonly<Record<Decision['because'], PolicyEvaluationDecisionType>> = {
  allowed: 'allowed',
  'explicit-deny': 'explicitDeny',
  'implicit-deny': 'implicitDeny',
};

/** The layers whose statements the answer names. AWS leaves out service control policies. */
const sourceTypes: ReadonlyMap<LayerName, string> = new Map([
  ['identity', 'IAM Policy'],
  ['resource', 'Resource Policy'],
  ['boundary', 'Permissions Boundary Policy'],
]);

/** The statements that decided: those that deny, or those that allow, and none where nobody spoke. */
function matchedStatements(
  { layers, documents }: Explanation,
  positionsOf: Telling['positionsOf'],
): readonly Statement[] {
  return layers.flatMap(({ layer, statements }) => {
    const type = sourceTypes.get(layer);
    if (type === undefined) return [];
    return statements
      .filter(({ decisive }) => decisive)
      .map(({ document, start }) => ({
        SourcePolicyId: documents[document]!.source,
        // These texts are what AWS sends, whatever its model says (9.2); clients pass them through.
        SourcePolicyType: type as string as PolicySourceType,
        ...positionsOf(documents[document]!.text)(start),
      }));
  });
}

const missingValues = ({ layers }: Explanation): readonly string[] =>
  distinct(
    layers
      .filter(({ layer }) => sourceTypes.has(layer))
      .flatMap(({ statements }) => statements.flatMap(({ missingKeys }) => missingKeys)),
  );

/** What each side says, where caller and resource are of two accounts; empty where they are not. */
function decisionDetails({ layers, crossAccount }: Explanation): ReadonlyMap<string, PolicyEvaluationDecisionType> {
  const details = new Map<string, PolicyEvaluationDecisionType>();
  if (!crossAccount) return details;
  for (const layer of layers) {
    const type = sourceTypes.get(layer.layer);
    if (type !== undefined && layer.layer !== 'boundary') details.set(type, said[layer.outcome]);
  }
  return details;
}

const said: Readonly<Record<LayerExplanation['outcome'], PolicyEvaluationDecisionType>> = {
  allows: 'allowed',
  denies: 'explicitDeny',
  silent: 'implicitDeny',
};

const allAllow = (explained: readonly Explanation[], name: LayerName): boolean =>
  explained.every(({ layers }) => layers.every(({ layer, outcome }) => layer !== name || outcome === 'allows'));

const SEVERITY: readonly PolicyEvaluationDecisionType[] = ['explicitDeny', 'implicitDeny', 'allowed'];

const worst = (found: readonly PolicyEvaluationDecisionType[]): PolicyEvaluationDecisionType =>
  SEVERITY.find((decision) => found.includes(decision)) ?? 'implicitDeny';

function mostRestrictive(
  details: readonly ReadonlyMap<string, PolicyEvaluationDecisionType>[],
): ReadonlyMap<string, PolicyEvaluationDecisionType> {
  const types = new Set(details.flatMap((one) => [...one.keys()]));
  return new Map([...types].map((type) => [type, worst(details.flatMap((one) => one.get(type) ?? []))]));
}

const distinctStatements = (statements: readonly Statement[]): readonly Statement[] => [
  ...new Map(statements.map((statement) => [JSON.stringify(statement), statement])).values(),
];
