import type { Decided } from '../operation/request-event.ts';
import { describe, explanation, TooMuchEffort } from '../policy/index.ts';
import type { Caller } from '../principal/caller.ts';

/** Why, with the statements that decided, for people; nothing where that would take too much effort. */
export function explained({ question, layers, context }: Decided, { principal }: Caller): { explanation?: string } {
  const { action, resource } = question;
  try {
    return { explanation: describe(explanation(layers, { action, resource, principal, context }), 'brief') };
  } catch (thrown) {
    if (thrown instanceof TooMuchEffort) return {};
    throw thrown;
  }
}
