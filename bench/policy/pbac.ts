import { type CorpusRequest, ROLE } from './corpus.ts';
import type { Decide, Engine } from './engine.ts';
import type { Scenario } from './scenarios.ts';

interface Question {
  readonly action: string;
  readonly resource: string;
  readonly principal: Readonly<Record<string, readonly string[]>>;
  readonly context: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

interface Instance {
  evaluate(question: Question): boolean;
  filterPoliciesBy(question: Question & { readonly effect: 'Allow' | 'Deny' }): unknown;
}

export type Pbac = new (policies: readonly unknown[]) => Instance;

/**
 * pbac has one set of policies. For the layers of C it gets one instance each, asked in the order that is best for it: all
 * denials first, then the small layers.
 */
export function pbac(version: string, Pbac: Pbac): Engine {
  const layersOf = ({ identity, session, boundary, resource }: Scenario) => {
    const layer = (texts: readonly string[]) => new Pbac(texts.map((text) => ours(JSON.parse(text))));
    const others = [session, boundary, resource].map((text) => (text === undefined ? undefined : layer([text])));
    return { identity: layer(identity), session: others[0], boundary: others[1], resource: others[2] };
  };
  const ask = ({ identity, session, boundary, resource }: ReturnType<typeof layersOf>, question: Question): boolean => {
    if (session === undefined || boundary === undefined || resource === undefined) return identity.evaluate(question);
    if (!session.evaluate(question) || !boundary.evaluate(question)) return false;
    const denial = { ...question, effect: 'Deny' } as const;
    const grant = { ...question, effect: 'Allow' } as const;
    if (resource.filterPoliciesBy(denial) || identity.filterPoliciesBy(denial)) return false;
    return !!resource.filterPoliciesBy(grant) || !!identity.filterPoliciesBy(grant);
  };
  return {
    name: 'pbac',
    version,
    prepare(scenario): Decide {
      const layers = layersOf(scenario);
      return (request) => ask(layers, questionOf(scenario.requests[request]!));
    },
    cold(scenario): Decide {
      return (request) => ask(layersOf(scenario), questionOf(scenario.requests[request]!));
    },
  };
}

/** pbac finds a key under the part before its colon, and compares numbers only as numbers. */
function questionOf({ action, resource, keys }: CorpusRequest): Question {
  const aws: Record<string, unknown> = {};
  for (const [name, value] of keys) aws[name.slice(4)] = name === 'aws:MultiFactorAuthAge' ? Number(value) : value;
  return { action, resource, principal, context: { aws } };
}

const principal = { AWS: [ROLE] };

/** A document in pbac's words: numbers as numbers, and no Principal where it is everyone. */
function ours(document: {
  readonly Statement: { Principal?: unknown; Condition?: Record<string, Record<string, unknown>> }[];
}): unknown {
  for (const statement of document.Statement) {
    if (statement.Principal === '*') delete statement.Principal;
    const numeric = statement.Condition?.NumericLessThan;
    for (const key in numeric) numeric[key] = Number(numeric[key]);
  }
  return document;
}
