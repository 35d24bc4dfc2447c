import type { Decision, LayerName } from './types.ts';

/**
 * Says why a request was refused, in the words that AWS appends to AccessDenied (policy.md 7.2). `undefined` where it
 * says nothing: the request was allowed, or no resource control policy allows, which AWS has no words for.
 */
export function explain(decision: Decision, action: string): string | undefined {
  if (decision.layer === undefined) return undefined;
  const { explicit, implicit } = names[decision.layer];
  if (decision.because === 'explicit-deny') return `with an explicit deny in ${explicit}`;
  return implicit && `because no ${implicit} allows the ${action} action`;
}

const names: Readonly<Record<LayerName, { explicit: string; implicit: string | undefined }>> = {
  identity: { explicit: 'an identity-based policy', implicit: 'identity-based policy' },
  resource: { explicit: 'a resource-based policy', implicit: 'resource-based policy' },
  boundary: { explicit: 'a permissions boundary', implicit: 'permissions boundary' },
  session: { explicit: 'a session policy', implicit: 'session policy' },
  scp: { explicit: 'a service control policy', implicit: 'service control policy' },
  rcp: { explicit: 'a resource control policy', implicit: undefined },
  endpoint: { explicit: 'a VPC endpoint policy', implicit: 'VPC endpoint policy' },
  trust: { explicit: 'the role trust policy', implicit: 'role trust policy' },
};
