import {
  type CompiledPolicy,
  type Context,
  type ContextValue,
  compile,
  decide,
  type Layers,
  type PolicyKind,
  type Principal,
  readPolicy,
} from '../../src/policy/index.ts';
import { ACCOUNT, type CorpusRequest, ROLE, SESSION } from './corpus.ts';
import type { Decide, Engine } from './engine.ts';
import type { Scenario } from './scenarios.ts';

/** Our engine, from its sources. */
export function rolecall(version: string): Engine {
  return { name: 'rolecall', version, prepare, cold };
}

function prepare(scenario: Scenario): Decide {
  const layers = layersOf(scenario);
  return (request) => ask(layers, scenario.requests[request]!);
}

function cold(scenario: Scenario): Decide {
  return (request) => ask(layersOf(scenario), scenario.requests[request]!);
}

const principal: Principal = {
  type: 'role-session',
  account: ACCOUNT,
  arn: SESSION,
  entityId: 'AROABUILDER',
  entityArn: ROLE,
};

function ask(layers: Layers, { action, resource, keys }: CorpusRequest): boolean {
  return decide(layers, { action, resource, principal, context: contextOf(keys) }).allowed;
}

function contextOf(keys: CorpusRequest['keys']): Context {
  const context = new Map<string, ContextValue>();
  for (const [name, value] of keys) context.set(lowered.get(name)!, { kind: 'single', value });
  return context;
}

/** A server knows the names of the keys that it fills in: it has them in lower case already. */
const lowered = new Map(
  [
    'aws:SourceIp',
    'aws:SecureTransport',
    'aws:MultiFactorAuthPresent',
    'aws:CurrentTime',
    'aws:PrincipalTag/team',
    'aws:RequestedRegion',
    'aws:MultiFactorAuthAge',
    'aws:UserAgent',
  ].map((name) => [name, name.toLowerCase()]),
);

function layersOf({ identity, session, boundary, resource }: Scenario): Layers {
  return {
    identity: identity.map((text) => policy(text, 'identity')),
    resourceAccount: ACCOUNT,
    ...(session && { session: [policy(session, 'session')] }),
    ...(boundary && { boundary: [policy(boundary, 'boundary')] }),
    ...(resource && { resource: { policy: policy(resource, 'resource'), kind: 'resource' } }),
  };
}

function policy(text: string, kind: PolicyKind): CompiledPolicy {
  const reading = readPolicy(text, kind);
  if (!reading.ok) throw new Error(`${kind}: ${reading.problem.message} at ${reading.problem.offset}`);
  return compile(reading.policy, { source: kind, bindings: { [ROLE]: 'AROABUILDER' } });
}
