import type { Place } from '../policy/index.ts';
import type { StatementTree } from '../policy/tree.ts';
import type { PolicyKind } from '../policy/types.ts';

export type Level = 'error' | 'warning' | 'note';

/** From the worst on. */
export const LEVELS: readonly Level[] = ['error', 'warning', 'note'];

/** A rule: what it looks for, how bad that is, and what to do about it. The table of all is in `rules.ts`. */
export interface Rule {
  /** As findings, `--ignore` and SARIF name it. */
  readonly id: string;
  readonly level: Level;
  readonly title: string;
  /** Why it matters, for the page of rules. */
  readonly why: string;
  /** What to do. */
  readonly advice: string;
  readonly find: (document: LintedDocument) => Iterable<Remark>;
}

/** What a rule found: where, and a sentence. */
export interface Remark {
  readonly start: number;
  readonly end: number;
  readonly message: string;
}

/** A document as the rules see it: it reads, or at least its grammar does. */
export interface LintedDocument {
  readonly text: string;
  readonly kind: PolicyKind;
  readonly version: string | undefined;
  /** Whether it has policy variables. */
  readonly substitution: boolean;
  readonly statements: readonly StatementTree[];
  /** The account that the document belongs to, where that is known. */
  readonly account: string | undefined;
}

export interface Finding {
  readonly rule: string;
  readonly level: Level;
  readonly message: string;
  readonly from: Place;
  readonly to: Place;
}
