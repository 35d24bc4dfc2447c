import type { Change, GeneratedKey } from '../seed/index.ts';
import type { Terminal } from './terminal.ts';

/** Prints what applying a seed changes, a line each, by account. */
export function showChanges(terminal: Terminal, changes: readonly Change[]): void {
  let account = '';
  for (const { sign, what, detail, ...change } of changes) {
    if (change.account !== account) {
      account = change.account;
      terminal.print(`${account}\n`);
    }
    terminal.print(`  ${sign} ${what}${detail === undefined ? '' : `: ${detail}`}\n`);
  }
}

/** `3 to add, 1 to change, 0 to remove`. */
export function countOf(changes: readonly Change[]): string {
  const count = (sign: Change['sign']) => changes.filter((change) => change.sign === sign).length;
  return `${count('+')} to add, ${count('~')} to change, ${count('-')} to remove`;
}

/** Access keys that were made: shown once, since nobody can read them again. */
export function generatedText(generated: readonly GeneratedKey[]): string {
  return generated
    .map(
      ({ account, userName, accessKeyId, secretAccessKey }) =>
        `account            ${account}\nuser               ${userName ?? '(root)'}\naccess key         ${accessKeyId}\nsecret key         ${secretAccessKey}\n\n`,
    )
    .join('');
}
