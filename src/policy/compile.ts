import type { AskedAction } from './action.ts';
import { statementsOf } from './document.ts';
import type { Bindings } from './principals.ts';
import { type Shortlist, shortlistOf } from './shortlist.ts';
import { type CompiledStatement, compileStatement } from './statement.ts';
import type { CompiledPolicy, Mode, Policy, PolicyKind } from './types.ts';

/** A compiled policy that remembers which of its statements are about an action. */
interface RememberingPolicy extends CompiledPolicy {
  readonly statements: readonly CompiledStatement[];
  /** The document, for whoever asks for an explanation; `undefined` for a policy that never was one. */
  readonly document: CompiledDocument | undefined;
  readonly byAction: Map<string, Shortlist>;
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
  const statements = statementsOf(policy).map((tree) =>
    compileStatement(tree, { kind, substitution, source, bindings, mode }),
  );
  return remembering(source, statements, { kind, text });
}

/** The trust policy of a role that does not exist: it trusts nobody. */
export const nobody: CompiledPolicy = remembering(undefined, [], undefined);

/**
 * The statements about an action, in the order of the document. Programs ask a policy about a few actions, over and
 * over, so the lists are kept, within a bound: the wildcards of actions are matched once and not with every request.
 */
export function statementsAbout(policy: CompiledPolicy, action: AskedAction): Shortlist {
  const { statements, byAction } = policy as RememberingPolicy;
  const known = byAction.get(action.text);
  if (known !== undefined) return known;
  const about = shortlistOf(statements, action);
  if (byAction.size >= REMEMBERED_ACTIONS) byAction.clear();
  if (action.text.length <= REMEMBERED_LENGTH) byAction.set(action.text, about);
  return about;
}

const REMEMBERED_ACTIONS = 256;
/** AWS's longest action name. */
const REMEMBERED_LENGTH = 128;

function remembering(
  source: string | undefined,
  statements: readonly CompiledStatement[],
  document: CompiledDocument | undefined,
): RememberingPolicy {
  return { source, statements, document, byAction: new Map() };
}

/** The document that a policy was compiled from. Only its text is kept: its tree is read again where somebody asks. */
export interface CompiledDocument {
  readonly kind: PolicyKind;
  readonly text: string;
}

/** The statements of a compiled policy, and its document. */
export const inspected = (policy: CompiledPolicy): Pick<RememberingPolicy, 'statements' | 'document'> =>
  policy as RememberingPolicy;
