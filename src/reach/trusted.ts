import { type AskedAction, askedAction } from '../policy/action.ts';
import { type CompiledDocument, inspected } from '../policy/compile.ts';
import { awsPrincipalForm } from '../policy/principals.ts';
import { statementsIn } from '../policy/reread.ts';
import type { CompiledPolicy } from '../policy/types.ts';

/** Whom a policy of a resource allows to do something, as it names them: an index to those who might, not yet an answer. */
export interface Named {
  /** ARNs of users and roles, and of sessions. */
  readonly arns: ReadonlySet<string>;
  readonly sessions: ReadonlySet<string>;
  readonly accounts: ReadonlySet<string>;
  readonly services: ReadonlySet<string>;
  readonly providers: ReadonlySet<string>;
  readonly everyone: boolean;
}

/** The principals that Allow statements about one of these actions name. */
export function namedIn(policy: CompiledPolicy, actions: readonly string[]): Named {
  const named = {
    ...{ arns: new Set<string>(), sessions: new Set<string>(), accounts: new Set<string>() },
    ...{ services: new Set<string>(), providers: new Set<string>(), everyone: false },
  };
  const asked = actions.map(askedAction);
  for (const { type, text } of principalsIn(policy, asked)) {
    if (type === '*') named.everyone = true;
    else if (type === 'Service') named.services.add(text);
    else if (type === 'Federated') named.providers.add(text);
    else if (type === 'AWS') {
      const form = awsPrincipalForm(text);
      if (form === 'everyone') named.everyone = true;
      else if (form === 'account') named.accounts.add(/[0-9]{12}/.exec(text)![0]);
      else if (form === 'session') named.sessions.add(text);
      else if (form !== undefined) named.arns.add(text);
    }
  }
  return named;
}

function* principalsIn(policy: CompiledPolicy, asked: readonly AskedAction[]) {
  const { statements, document } = inspected(policy);
  if (document === undefined) return;
  const { trees } = statementsIn(document as CompiledDocument);
  for (const [i, statement] of statements.entries()) {
    if (statement.effect !== 'Allow' || !asked.some((action) => statement.action(action))) continue;
    const { principal, notPrincipal } = trees[i]!;
    // Everyone but a few may be anyone: each is put to the engine.
    if (principal?.text === '*' || notPrincipal !== undefined) yield { type: '*', text: '*' };
    for (const { type, value } of principal?.entries ?? []) yield { type, text: value.value };
  }
}

/** Whether one of these policies has an Allow statement about the action at all. */
export function speaksOf(policies: readonly CompiledPolicy[], action: AskedAction): boolean {
  return policies.some((policy) =>
    inspected(policy).statements.some((statement) => statement.effect === 'Allow' && statement.action(action)),
  );
}
