import type { Decided } from '../operation/request-event.ts';
import { describe, explanation, TooMuchEffort } from '../policy/index.ts';
import type { Caller } from '../principal/caller.ts';

/**
 * Why, with the statements that decided, for people; nothing where that would take too much effort. Control policies are the
 * organisation's, which its accounts cannot read: where one refused, the sentence says so and no more, and where none
 * did, the decision is the same without them.
 */
export function explained(decided: Decided, { principal }: Caller): { readonly explanation?: string } {
  const { question, decision, context, layers } = decided;
  if (decision.layer === 'scp' || decision.layer === 'rcp') return {};
  const { action, resource } = question;
  const own = { ...layers, scp: undefined, rcp: undefined };
  try {
    return { explanation: describe(explanation(own, { action, resource, principal, context }), 'brief') };
  } catch (thrown) {
    if (thrown instanceof TooMuchEffort) return {};
    throw thrown;
  }
}
