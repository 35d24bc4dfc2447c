import { ACCOUNT, type CorpusRequest, SESSION } from './corpus.ts';
import type { Decide, Engine } from './engine.ts';
import type { Scenario } from './scenarios.ts';

/** The parts of `@cloud-copilot/iam-simulate` that its own `runUnsafeSimulation` is made of. */
export interface IamSimulate {
  readonly loadPolicy: (document: unknown, metadata: { readonly name: string }) => unknown;
  readonly authorize: (request: Readonly<Record<string, unknown>>) => { readonly result: string };
  readonly AwsRequestImpl: new (
    principal: string,
    resource: { readonly resource: string; readonly accountId: string },
    action: string,
    context: unknown,
  ) => unknown;
  readonly RequestContextImpl: new (values: Readonly<Record<string, string>>) => unknown;
  readonly DiscoveryContextKeyConstraints: new (constraints: readonly unknown[]) => unknown;
}

/** Its core `authorize` on policies that are loaded beforehand: its best case, beneath its public interface. */
export function iamSimulate(version: string, library: IamSimulate): Engine {
  const { loadPolicy, authorize, AwsRequestImpl, RequestContextImpl, DiscoveryContextKeyConstraints } = library;
  const load = (text: string, name: string) => loadPolicy(JSON.parse(text), { name });
  const simulationParameters = {
    simulationMode: 'Strict',
    discoveryContextKeyConstraints: new DiscoveryContextKeyConstraints([]),
  };
  const layersOf = ({ identity, session, boundary, resource }: Scenario) => ({
    identityPolicies: identity.map((text, i) => load(text, `policy-${i}`)),
    sessionPolicy: session && load(session, 'session'),
    permissionBoundaries: boundary && [load(boundary, 'boundary')],
    resourcePolicy: resource && load(resource, 'resource'),
    serviceControlPolicies: [],
    resourceControlPolicies: [],
    vpcEndpointPolicies: undefined,
    simulationParameters,
    serviceSettings: { s3: { blockPublicAccess: undefined } },
  });
  const ask = (layers: ReturnType<typeof layersOf>, { action, resource, keys }: CorpusRequest): boolean => {
    const context = new RequestContextImpl(Object.fromEntries(keys));
    const request = new AwsRequestImpl(SESSION, { resource, accountId: ACCOUNT }, action, context);
    return authorize({ request, ...layers }).result === 'Allowed';
  };
  return {
    name: 'iam-simulate',
    version,
    prepare(scenario): Decide {
      const layers = layersOf(scenario);
      return (request) => ask(layers, scenario.requests[request]!);
    },
    cold(scenario): Decide {
      return (request) => ask(layersOf(scenario), scenario.requests[request]!);
    },
  };
}
