import { isAccountId } from '../base/identifiers.ts';
import { Refusal } from './refusal.ts';

/** Reads what somebody typed for an account. */
export function accountIn(text: string): string {
  if (isAccountId(text)) return text;
  throw new Refusal(`an account is named by twelve digits: \`${text}\``, 'usage');
}
