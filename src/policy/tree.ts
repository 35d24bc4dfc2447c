import type { OperatorName } from './operators.ts';

/**
 * A policy document as a tree with positions: every element known by name and of the right JSON type, nothing said yet
 * about what its values mean. What the kinds of policy word differently (a missing Effect, an unknown Version) is left
 * to their own rules.
 *
 * What a policy is made of by the hundred is made by constructors, for the reason that `readJson` gives of its strings.
 */
export interface DocumentTree {
  readonly start: number;
  readonly version: Text | undefined;
  /** `undefined`: there is no Statement element. */
  readonly statements: readonly StatementTree[] | undefined;
}

export interface StatementTree {
  readonly start: number;
  readonly end: number;
  readonly sid: Text | undefined;
  readonly effect: Text | undefined;
  readonly principal: PrincipalTree | undefined;
  readonly notPrincipal: PrincipalTree | undefined;
  readonly action: TextList | undefined;
  readonly notAction: TextList | undefined;
  readonly resource: TextList | undefined;
  readonly notResource: TextList | undefined;
  /** `undefined`: there is no Condition element. */
  readonly conditions: readonly ConditionTree[] | undefined;
}

/** A text and the offsets of the token that it was read from, quotes included. */
export interface Text {
  readonly value: string;
  readonly start: number;
  readonly end: number;
}

export class TextList {
  readonly start: number;
  readonly values: readonly Text[];

  constructor(start: number, values: readonly Text[]) {
    this.start = start;
    this.values = values;
  }
}

export interface PrincipalTree {
  readonly start: number;
  /** The Principal was a string, not an object. */
  readonly text: string | undefined;
  readonly entries: readonly { readonly type: string; readonly value: Text }[];
}

/** One operator with one key. */
export class ConditionTree {
  readonly operator: OperatorName;
  readonly key: string;
  /** Offset of the key's opening quote. */
  readonly start: number;
  readonly values: readonly Text[];

  constructor(operator: OperatorName, key: string, start: number, values: readonly Text[]) {
    this.operator = operator;
    this.key = key;
    this.start = start;
    this.values = values;
  }
}
