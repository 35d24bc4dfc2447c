import type { OperationFacts } from '../../model/facts.ts';
import type {
  EvaluationResult,
  SimulatePolicyResponse,
  SimulatePrincipalPolicyRequest,
} from '../../model/generated/iam.ts';
import type { Given } from '../../operation/operation.ts';
import { type Explanation, effortOfLast, explanation, TooMuchEffort } from '../../policy/index.ts';
import type { CompiledPolicy, Context, Layers, PolicyRequest } from '../../policy/types.ts';
import { iamFaults } from '../faults.ts';
import { listPage, type Paged } from '../paging.ts';
import { contextEntries } from './context-entries.ts';
import { readInput, simulated } from './policies.ts';
import { positionsIn } from './positions.ts';
import { accountIn, ownerAccount } from './resource-owner.ts';
import { evaluation } from './results.ts';
import type { SimulatedCaller } from './simulated-caller.ts';

/** What both simulations share of their requests. */
export type Asked = Paged &
  Pick<
    SimulatePrincipalPolicyRequest,
    | 'ActionNames'
    | 'ResourceArns'
    | 'ResourcePolicy'
    | 'ResourceOwner'
    | 'CallerArn'
    | 'ContextEntries'
    | 'ResourceHandlingOption'
  >;

export interface Simulation {
  readonly caller: SimulatedCaller;
  readonly layers: Pick<Layers, 'identity' | 'boundary' | 'scp'>;
  /** Whether the answer tells what the organization says. */
  readonly inOrganization: boolean;
}

/**
 * Decides each action on each resource with the live engine and answers as AWS's simulator does (policy.md 9). Nothing
 * is done and nobody is asked: it looks at the policies that it is handed.
 */
export async function simulate(
  given: Pick<Given<Asked>, 'input' | 'caller' | 'markers'>,
  facts: OperationFacts,
  simulation: Simulation,
): Promise<SimulatePolicyResponse> {
  const { input } = given;
  const resources = input.ResourceArns !== undefined && input.ResourceArns.length > 0 ? input.ResourceArns : undefined;
  refuseUnsupported(input);
  const question = questioner(input, simulation);

  const numbered = input.ActionNames.map((action, i) => ({ action, place: String(i).padStart(9, '0') }));
  const { items, ...listed } = listPage(given, facts, numbered, ({ place }) => place);
  refuseEndless(items.length * (resources?.length ?? 1), simulation);

  const positionsOf = remembering(positionsIn);
  const results: EvaluationResult[] = [];
  for (const { action } of items) {
    const explained = (resources ?? ['*']).map((resource) => question(action, resource));
    results.push(await evaluation(action, resources, explained, { simulation, positionsOf }));
  }
  return { EvaluationResults: results, ...listed };
}

/** Documents are asked about for each action and resource, and read once. */
function remembering<T>(read: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const found = known.get(text) ?? read(text);
    known.set(text, found);
    return found;
  };
}

function refuseUnsupported({ ActionNames, ResourceHandlingOption }: Asked): void {
  // A scenario that is not checked must not look as if it had been.
  if (ResourceHandlingOption !== undefined) {
    throw iamFaults.InvalidInput('ResourceHandlingOption is not supported: EC2 scenarios are not simulated.');
  }
  for (const action of ActionNames) {
    if (/^[a-zA-Z0-9-]+:[a-zA-Z0-9._-]+$/.test(action)) continue;
    throw iamFaults.InvalidInput(`Action ${action} is not valid: service:Operation without wildcards is expected.`);
  }
}

/** Statements times questions in one answer: each may have to be named in it. Whoever has more to ask pages with MaxItems. */
const STATEMENTS_MAX = 50_000;

function refuseEndless(questions: number, { layers }: Simulation): void {
  const policies: readonly CompiledPolicy[] = [
    ...layers.identity,
    ...(layers.boundary ?? []),
    ...(layers.scp ?? []).flat(),
  ];
  const statements = policies.reduce((sum, policy) => sum + policy.statements.length, 1);
  if (questions * statements > STATEMENTS_MAX) {
    throw iamFaults.InvalidInput(
      'Too many actions, resources and statements for one simulation: ask for fewer, or page with MaxItems.',
    );
  }
}

function questioner(input: Asked, { caller, layers }: Simulation): (action: string, resource: string) => Explanation {
  const { principal } = caller;
  const context: Context = new Map([...caller.context, ...contextEntries(input.ContextEntries)]);
  const resource = resourcePolicy(input, principal.arn);
  const owner = ownerAccount(input.ResourceOwner) ?? principal.account;
  let spent = 0;
  return (action, arn) => {
    const explained = explainedOrRefused(
      {
        ...layers,
        resource,
        // Without a resource policy there is no other side: the resource counts as the caller's own.
        resourceAccount: resource === undefined ? principal.account : (accountIn(arn) ?? owner),
      },
      { action, resource: arn, principal, context },
    );
    spent += effortOfLast();
    if (spent > EFFORT_MAX) throw iamFaults.InvalidInput(TOO_MUCH);
    return explained;
  };
}

/**
 * Steps of comparison in one answer, the fivefold of what a live decision may take. Here the caller brings the patterns and
 * the texts, and as many questions as fit into a request.
 */
const EFFORT_MAX = 100_000_000;
const TOO_MUCH =
  'The policies and values take too much comparing for one simulation: ask with shorter ones, or for fewer.';

/** A decision that was given up would deny; a simulation says instead that it was given up. */
function explainedOrRefused(layers: Layers, request: PolicyRequest): Explanation {
  try {
    const explained = explanation(layers, request);
    if (explained.decision.failed !== true) return explained;
  } catch (error) {
    if (!(error instanceof TooMuchEffort)) throw error;
  }
  throw iamFaults.InvalidInput(TOO_MUCH);
}

function resourcePolicy({ ResourcePolicy: text }: Asked, callerArn: string): Layers['resource'] {
  if (text === undefined) return undefined;
  if (callerArn === '') throw iamFaults.InvalidInput('CallerArn is required if ResourcePolicy is specified.');
  return { policy: simulated(readInput(text, 'resource', 'ResourcePolicy'), 'ResourcePolicy'), kind: 'resource' };
}
