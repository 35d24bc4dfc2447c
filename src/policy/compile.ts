import type { AskedAction } from './action.ts';
import { statementsOf } from './document.ts';
import type { Bindings } from './principals.ts';
import { type Shortlist, shortlistOf } from './shortlist.ts';
import { type CompiledStatement, compileStatement } from './statement.ts';
import type { CompiledPolicy, Mode, Policy, PolicyKind } from './types.ts';

/** A compiled policy that remembers which of its statements are about an action. A class, as are the trees: they are kept. */
export class RememberingPolicy implements CompiledPolicy {
  readonly source: string | undefined;
  readonly statements: readonly CompiledStatement[];
  /** The document, for whoever asks for an explanation; `undefined` for a policy that never was one. */
  readonly document: CompiledDocument | undefined;
  /**
   * By twos, in the slot of an action's number: the action that was asked about last, and what was found. A map would be
   * looked up in memory that is in no cache, once for each policy.
   */
  readonly byAction: (AskedAction | Shortlist | undefined)[] = [];

  constructor(
    source: string | undefined,
    statements: readonly CompiledStatement[],
    document: CompiledDocument | undefined,
  ) {
    this.source = source;
    this.statements = statements;
    this.document = document;
  }
}

/**
 * Compiles a policy to closures: wildcards split, operands read. The result may be kept as long as the document and its
 * bindings stand.
 *
 * `source` names the document in decisions. `bindings` gives the unique ids of the users and roles that a trust policy
 * names; one that is not bound matches nobody (policy.md 2.2). `mode`: AWS's simulator differs from its authorizer in
 * three places (9.4); a policy compiled for simulation does so too, and is for nothing else.
 */
export function compile(
  policy: Policy,
  options: { source?: string | undefined; bindings?: Bindings | undefined; mode?: Mode | undefined } = {},
): CompiledPolicy {
  const substitution = policy.version === '2012-10-17';
  const { source, bindings, mode = 'authorize' } = options;
  const { kind, text } = policy;
  const common = { kind, substitution, source, bindings, mode };
  const statements = statementsOf(policy).map((tree) => compileStatement(tree, common));
  return new RememberingPolicy(source, statements, { kind, text });
}

/** The trust policy of a role that does not exist: it trusts nobody. */
export const nobody: CompiledPolicy = new RememberingPolicy(undefined, [], undefined);

/**
 * The statements about an action, in the order of the document. Programs ask a policy about a few actions, over and
 * over, so the lists are kept, in a bounded number of slots: the
 * wildcards of actions are matched once and not with every request.
 */
export function statementsAbout(policy: CompiledPolicy, action: AskedAction): Shortlist {
  const { statements, byAction } = policy as RememberingPolicy;
  const slot = (action.number % REMEMBERED_ACTIONS) * 2;
  if (byAction[slot] === action) return byAction[slot + 1] as Shortlist;
  const about = shortlistOf(statements, action);
  byAction[slot] = action;
  byAction[slot + 1] = about;
  return about;
}

/** Actions that share a slot take turns in it: slower, and never wrong. */
const REMEMBERED_ACTIONS = 256;

/** The document that a policy was compiled from. Only its text is kept: its tree is read again where somebody asks. */
export interface CompiledDocument {
  readonly kind: PolicyKind;
  readonly text: string;
}

/** The statements of a compiled policy, and its document. */
export const inspected = (policy: CompiledPolicy): Pick<RememberingPolicy, 'source' | 'statements' | 'document'> =>
  policy as RememberingPolicy;
