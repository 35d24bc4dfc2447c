import { type JsonFailure, readJson } from '../base/json.ts';
import { identityRules } from './identity-rules.ts';
import { resourceRules, sessionRules } from './lax-rules.ts';
import { problemAt } from './problem.ts';
import { readTree } from './read-tree.ts';
import type { Rule } from './rules.ts';
import type { StatementTree } from './tree.ts';
import { trustRules } from './trust-rules.ts';
import type { Policy, PolicyKind, Problem } from './types.ts';

export type PolicyResult =
  | { readonly ok: true; readonly policy: Policy }
  | { readonly ok: false; readonly problem: Problem };

/**
 * Reads a policy document: strict JSON, then the grammar, then the rules of its kind in AWS's order. The first that
 * fails gives the one problem (policy.md 8).
 */
export function readPolicy(text: string, kind: PolicyKind): PolicyResult {
  const { notJson, rules, maxLength } = strictness[kind];
  const refused = (message: string, offset: number): PolicyResult => ({
    ok: false,
    problem: problemAt(text, offset, message),
  });

  const json = readJson(text, maxLength === undefined ? {} : { maxLength });
  if (!json.ok) return refused(isJson(json) ? SYNTAX : notJson, json.offset);
  const reading = readTree(json.value);
  if (!reading.ok) return refused(SYNTAX, reading.offset);
  for (const rule of rules) {
    const finding = rule(reading.tree);
    if (finding !== undefined) return refused(finding.message, finding.offset);
  }

  const { version, statements = [] } = reading.tree;
  const policy = new ReadPolicy(kind, text, version?.value === '2012-10-17' ? version.value : '2008-10-17', statements);
  return { ok: true, policy };
}

/** A class for the same reason as the strings of `readJson`: what is kept is made by a constructor. */
class ReadPolicy implements Policy {
  readonly kind: PolicyKind;
  readonly text: string;
  readonly version: Policy['version'];
  readonly statements: readonly StatementTree[];

  constructor(kind: PolicyKind, text: string, version: Policy['version'], statements: readonly StatementTree[]) {
    this.kind = kind;
    this.text = text;
    this.version = version;
    this.statements = statements;
  }
}

/** The statements of a policy that `readPolicy` made. */
export const statementsOf = (policy: Policy): readonly StatementTree[] => policy.statements as readonly StatementTree[];

const SYNTAX = 'Syntax errors in policy.';

/** The longest document that AWS itself publishes has some 152,000 characters; what STS takes from a caller is far shorter. */
const SESSION_LENGTH_MAX = 262_144;

/** How a kind of policy is read: its words for a text that is no JSON, its rules, and how long it may be if not as any text. */
const strictness: Readonly<
  Record<PolicyKind, { readonly notJson: string; readonly rules: readonly Rule[]; readonly maxLength?: number }>
> = {
  identity: { notJson: SYNTAX, rules: identityRules },
  boundary: { notJson: SYNTAX, rules: identityRules },
  scp: { notJson: SYNTAX, rules: identityRules },
  session: {
    notJson: 'The policy is not in the valid JSON format.',
    rules: sessionRules,
    maxLength: SESSION_LENGTH_MAX,
  },
  trust: { notJson: 'This policy contains invalid Json', rules: trustRules },
  resource: { notJson: 'This policy contains invalid Json', rules: resourceRules('resource') },
  rcp: { notJson: SYNTAX, rules: resourceRules('rcp') },
};

/** A name written twice is JSON all the same, and so is what is only too deep. */
const isJson = ({ reason }: JsonFailure): boolean => reason !== 'syntax';
