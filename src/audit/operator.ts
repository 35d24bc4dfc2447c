import { parseArn } from '../base/arn.ts';
import { isoSecond } from '../base/iso-second.ts';
import type { DraftEvent } from './outbox.ts';

/** What an operator's command is called with that may stand in the trail. Seeds hold secrets, and so do the files that they come from. */
const PARAMETERS: Readonly<Record<string, 'string' | 'boolean'>> = {
  account: 'string',
  last: 'boolean',
  prune: 'boolean',
  name: 'string',
  role: 'string',
  user: 'string',
};

/**
 * The event of a command that somebody gave at the server itself, beside AWS's operations: an account added, a seed applied. It has no
 * caller: whoever may give it may read the key file too.
 */
export function operatorEvent(
  id: string,
  command: string,
  question: Readonly<Record<string, unknown>>,
  nowMs: number,
): DraftEvent {
  const parameters = Object.entries(PARAMETERS).flatMap(([name, type]) =>
    typeof question[name] === type ? [[name, question[name]] as const] : [],
  );
  const account = accountOf(question);
  const text = JSON.stringify({
    eventVersion: '1.11',
    userIdentity: { type: 'RolecallOperator' },
    eventTime: isoSecond(nowMs),
    eventSource: 'rolecall',
    eventName: command,
    requestParameters: Object.fromEntries(parameters),
    responseElements: null,
    eventID: id,
    readOnly: false,
    eventType: 'RolecallAdminCommand',
    managementEvent: true,
    recipientAccountId: account,
    eventCategory: 'Management',
  });
  return { id, account, text };
}

/** The account that a command names, by id or by an ARN; empty for one about the whole store. */
function accountOf({ account, role, user }: Readonly<Record<string, unknown>>): string {
  if (typeof account === 'string') return account;
  return [role, user].flatMap((arn) => (typeof arn === 'string' ? [parseArn(arn)?.account ?? ''] : []))[0] ?? '';
}
