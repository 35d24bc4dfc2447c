import { cedarText } from './cedar-text.ts';
import { type CorpusRequest, ROLE } from './corpus.ts';
import type { Decide, Engine } from './engine.ts';

type Answer =
  | {
      readonly type: 'success';
      readonly response: { readonly decision: 'allow' | 'deny'; readonly diagnostics: Diagnostics };
    }
  | { readonly type: 'failure'; readonly errors: readonly { readonly message: string }[] };

interface Diagnostics {
  readonly errors: readonly { readonly error: { readonly message: string } }[];
}

export interface Cedar {
  readonly preparsePolicySet: (id: string, policies: { readonly staticPolicies: string }) => { readonly type: string };
  readonly statefulIsAuthorized: (call: Call & { readonly preparsedPolicySetId: string }) => Answer;
  readonly isAuthorized: (call: Call & { readonly policies: { readonly staticPolicies: string } }) => Answer;
}

interface Call {
  readonly principal: Uid;
  readonly action: Uid;
  readonly resource: Uid;
  readonly context: Readonly<Record<string, unknown>>;
  readonly entities: readonly never[];
}

interface Uid {
  readonly type: string;
  readonly id: string;
}

/** Cedar in WebAssembly: policies parsed beforehand (`statefulIsAuthorized`), or with the call when cold. */
export function cedar(version: string, library: Cedar): Engine {
  return {
    name: 'cedar-wasm',
    version,
    prepare(scenario): Decide {
      const parsed = library.preparsePolicySet(scenario.name, { staticPolicies: cedarText(scenario) });
      if (parsed.type !== 'success')
        throw new Error(`cedar does not read scenario ${scenario.name}: ${JSON.stringify(parsed)}`);
      const preparsedPolicySetId = scenario.name;
      return (request) =>
        isAllowed(library.statefulIsAuthorized({ ...callOf(scenario.requests[request]!), preparsedPolicySetId }));
    },
    cold(scenario): Decide {
      // Putting the documents into Cedar's language is not counted.
      const policies = { staticPolicies: cedarText(scenario) };
      return (request) => isAllowed(library.isAuthorized({ ...callOf(scenario.requests[request]!), policies }));
    },
  };
}

function callOf({ action, resource, keys }: CorpusRequest): Call {
  const context: Record<string, unknown> = { action, resource };
  for (const [name, value] of keys) context[name] = cedarValue(name, value);
  return {
    principal,
    action: { type: 'Action', id: action },
    resource: { type: 'Thing', id: resource },
    context,
    entities: [],
  };
}

const principal = { type: 'Role', id: ROLE };

/** The keys that are more than text have types of their own in Cedar. */
function cedarValue(name: string, value: string): unknown {
  switch (name) {
    case 'aws:SourceIp':
      return { __extn: { fn: 'ip', arg: value } };
    case 'aws:CurrentTime':
      return { __extn: { fn: 'datetime', arg: value } };
    case 'aws:MultiFactorAuthAge':
      return Number(value);
    case 'aws:SecureTransport':
    case 'aws:MultiFactorAuthPresent':
      return value === 'true';
    default:
      return value;
  }
}

/** An error within a policy makes Cedar skip it: then the engines would not do the same work. */
function isAllowed(answer: Answer): boolean {
  if (answer.type === 'failure') throw new Error(answer.errors[0]?.message);
  const { decision, diagnostics } = answer.response;
  if (diagnostics.errors.length > 0) throw new Error(diagnostics.errors[0]!.error.message);
  return decision === 'allow';
}
