import type { AccountKeys, ListedAccount } from './house.ts';
import type { Terminal } from './terminal.ts';

/** Prints the accounts of a new store with their root keys: once, since nobody can read them again. */
export function showAccounts(terminal: Terminal, accounts: readonly AccountKeys[], output: 'json' | 'text'): void {
  if (output === 'json') return terminal.print(`${JSON.stringify({ accounts })}\n`);
  for (const account of accounts) showKeys(terminal, account, output);
  terminal.print('Keep these keys: they are not shown again. `rolecall account reset-keys` makes new ones.\n');
}

/** Prints the root keys of one account. */
export function showKeys(terminal: Terminal, keys: AccountKeys, output: 'json' | 'text'): void {
  if (output === 'json') return terminal.print(`${JSON.stringify(keys)}\n`);
  terminal.print(
    `account            ${keys.accountId}\nroot access key    ${keys.accessKeyId}\nroot secret key    ${keys.secretAccessKey}\n\n`,
  );
}

/** Prints the accounts of a store, a line each. */
export function showListedAccounts(
  terminal: Terminal,
  accounts: readonly ListedAccount[],
  output: 'json' | 'text',
): void {
  if (output === 'json') return terminal.print(`${JSON.stringify({ accounts })}\n`);
  for (const { accountId, createdAt, users, roles, alias } of accounts) {
    const facts = [`made ${createdAt}`, `users ${users}`, `roles ${roles}`, ...(alias === undefined ? [] : [alias])];
    terminal.print(`${accountId}   ${facts.join('   ')}\n`);
  }
}

/** Prints, at the very first start, what a newcomer needs to go on. */
export function showWelcome(terminal: Terminal, keys: AccountKeys, url: string, region = 'us-east-1'): void {
  terminal.print(`
A new store with one account. These root keys are shown this once:

  endpoint   ${url}
  account    ${keys.accountId}

In a second shell, type:

export AWS_ACCESS_KEY_ID=${keys.accessKeyId}
export AWS_SECRET_ACCESS_KEY=${keys.secretAccessKey}
export AWS_REGION=${region}
export AWS_DEFAULT_REGION=${region}
export AWS_ENDPOINT_URL=${url}
npx rolecall try

`);
}
