import { asciiLower } from '../base/ascii.ts';
import { readJson } from '../base/json.ts';
import { type Place, placesIn, readPolicy, sharedIssuerProblem } from '../policy/index.ts';
import { readTree } from '../policy/read-tree.ts';
import type { DocumentTree } from '../policy/tree.ts';
import type { PolicyKind } from '../policy/types.ts';
import { REFUSED, rules } from './rules.ts';
import type { Finding, LintedDocument, Remark, Rule } from './types.ts';

/** Findings in one document; one that has more is told of the first. */
const FINDINGS_MAX = 1000;

/**
 * Looks a policy document over: what AWS refuses about it, and what it takes and somebody may not have meant. Gives the
 * findings in the order of the document. `readAs` reads it by the rules of another kind, where it is AWS's own.
 */
export function lintPolicy(
  text: string,
  {
    kind,
    account,
    readAs = kind,
  }: { readonly kind: PolicyKind; readonly account?: string | undefined; readonly readAs?: PolicyKind },
): readonly Finding[] {
  const placeOf = placesIn(text);
  const findings: Finding[] = [];
  const add = (rule: Rule, { start, end, message }: Remark) => {
    if (findings.length < FINDINGS_MAX)
      findings.push({ rule: rule.id, level: rule.level, message, from: placeOf(start), to: placeOf(end) });
  };

  const read = readPolicy(text, readAs);
  const problem = read.ok ? sharedIssuerProblem(read.policy) : read.problem;
  if (problem !== undefined)
    add(REFUSED, { start: problem.offset, end: endAt(text, problem.offset), message: problem.message });
  const document = documentIn(text, kind, account);
  if (document !== undefined) for (const rule of rules) for (const remark of rule.find(document)) add(rule, remark);
  return findings.sort((a, b) => a.from.offset - b.from.offset);
}

/** What a document is, by what is in it: the policy of a role, of another resource, or of somebody. */
export function kindOf(text: string): PolicyKind {
  const statements = treeOf(text)?.statements ?? [];
  if (!statements.some(({ principal, notPrincipal }) => (principal ?? notPrincipal) !== undefined)) return 'identity';
  const isTrust = statements.every(
    ({ action, resource, notResource }) =>
      resource === undefined &&
      notResource === undefined &&
      (action?.values ?? []).every(({ value }) => asciiLower(value).startsWith('sts:')),
  );
  return isTrust ? 'trust' : 'resource';
}

/** One that AWS refuses is looked over too, as far as its grammar can be read. */
function documentIn(text: string, kind: PolicyKind, account: string | undefined): LintedDocument | undefined {
  const tree = treeOf(text);
  if (tree?.statements === undefined) return undefined;
  const version = tree.version?.value;
  return { text, kind, version, substitution: version === '2012-10-17', statements: tree.statements, account };
}

function treeOf(text: string): DocumentTree | undefined {
  const json = readJson(text, { maxLength: LENGTH_MAX });
  const tree = json.ok ? readTree(json.value) : undefined;
  return tree?.ok ? tree.tree : undefined;
}

const LENGTH_MAX = 262_144;

/** The end of the word, text or bracket that stands there. */
function endAt(text: string, offset: number): number {
  if (text[offset] !== '"') return Math.min(text.length, offset + 1);
  const end = /^"(?:[^"\\]|\\.)*"/.exec(text.slice(offset, offset + 2048))?.[0].length;
  return offset + (end ?? 1);
}

export type { Place };
