import type { WireAnswer } from '../query/wire.ts';
import type { Asked } from './asked.ts';
import { getSigninToken } from './get-signin-token.ts';
import { login } from './login.ts';
import { Refused } from './refusals.ts';
import type { Tools } from './tools.ts';

export const FEDERATION_PATH = '/federation';

/** The federation endpoint: its two actions, in AWS's spelling (sts.md 7). */
export async function federation(asked: Asked, tools: Tools): Promise<WireAnswer> {
  const action = ACTIONS.get(asked.parameter('Action') ?? '');
  if (action === undefined) throw new Refused('unknown action');
  return action(asked, tools);
}

const ACTIONS: ReadonlyMap<string, (asked: Asked, tools: Tools) => Promise<WireAnswer>> = new Map([
  ['getSigninToken', getSigninToken],
  ['login', login],
]);
