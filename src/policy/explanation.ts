import type { Place } from './places.ts';
import type { Grant } from './principals.ts';
import type { Decision, LayerName, Principal, StatementReference } from './types.ts';

/**
 * A decision with all that led to it, as plain data: it survives `JSON.stringify` and back. `explanation` makes it,
 * `describe` turns it into text.
 */
export interface Explanation {
  readonly request: { readonly action: string; readonly resource: string; readonly principal: Principal };
  readonly decision: Decision;
  /** The caller and the resource are of two accounts, so both sides have to allow (policy.md 6.5). */
  readonly crossAccount: boolean;
  /** The layers that took part, in the order in which a denial names them. */
  readonly layers: readonly LayerExplanation[];
  /** Context keys that were looked for and not supplied, as the policies write them. */
  readonly missingKeys: readonly string[];
  /** The texts that `StatementExplanation.document` counts. */
  readonly documents: readonly ExplainedDocument[];
}

export interface ExplainedDocument {
  /** The name that the document was compiled under. */
  readonly source?: string | undefined;
  readonly text: string;
}

/** What one layer said. Service and resource control policies have one for each level, counted from 1. */
export interface LayerExplanation {
  readonly layer: LayerName;
  readonly level?: number | undefined;
  /** `silent`: no statement allows, none denies. */
  readonly outcome: 'denies' | 'allows' | 'silent';
  /** Whether the refusal is this layer's. */
  readonly refused: boolean;
  /** Whether there was a policy at all. */
  readonly present: boolean;
  /** How a resource or trust policy names the caller: in person, its role or user, or no more than its account (policy.md 6.3). */
  readonly grant?: Grant | undefined;
  readonly statements: readonly StatementExplanation[];
}

export interface StatementExplanation extends StatementReference {
  readonly document: number;
  readonly effect: 'Allow' | 'Deny';
  /** Where the statement's `{` stands, and the place after its `}`. */
  readonly from: Place;
  readonly to: Place;
  /** `failed`: its evaluation ended in an exception, which counts as a Deny. */
  readonly outcome: 'applies' | 'does-not-apply' | 'failed';
  /** Whether it is among the statements that the decision rests on. */
  readonly decisive: boolean;
  /** The parts for which it does not apply: all of them, not only the first. */
  readonly failures: readonly FailedPart[];
  /** Keys that it looks at and did not find. Empty where it is about another action, caller or resource altogether. */
  readonly missingKeys: readonly string[];
}

/** A part of a statement that the request does not fit. */
export type FailedPart =
  | {
      readonly part: 'principal' | 'action' | 'resource';
      /** The element is NotPrincipal, NotAction or NotResource. */
      readonly negated: boolean;
      /** What the policy has, as written. */
      readonly wanted: readonly string[];
      readonly found: string;
      /** Variables without a value: what they stand in names nothing. */
      readonly unresolved: readonly string[];
    }
  | {
      readonly part: 'condition';
      /** `ForAnyValue:StringLikeIfExists`, as written. */
      readonly operator: string;
      readonly key: string;
      readonly wanted: readonly string[];
      readonly found: readonly string[] | 'missing';
      /** The key holds many values by its type, and an operator without ForAllValues or ForAnyValue is never true of it (policy.md 4.3). */
      readonly needsSetOperator: boolean;
      readonly unresolved: readonly string[];
      readonly at: Place;
    };
