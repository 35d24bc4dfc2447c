import { systemClock } from '../base/clock.ts';
import { pooledEntropy } from '../base/entropy.ts';
import type { Looked } from '../cli/house.ts';
import { type House, run } from '../cli/program.ts';
import { processTerminal } from '../cli/terminal.ts';
import { administer } from './administer.ts';
import { packageVersion } from './version.ts';

/** The command line over the real house. What a command does not need is not loaded. */
const house: House = {
  version: packageVersion(),
  init: async (where, accounts) =>
    (await import('./found.ts')).found(where, accounts, { clock: systemClock, entropy: pooledEntropy() }),
  holdsStore: async (where) => (await import('./open-where.ts')).holdsStore(where),
  serve: async (settings) => (await import('./serve.ts')).serve(settings),
  addAccount: (where, account) => administer(where, 'account-add', { account }),
  listAccounts: (where) => administer(where, 'account-list', {}),
  removeAccount: (where, account, last) => administer(where, 'account-remove', { account, last }),
  planSeed: (where, seed) => administer(where, 'seed-plan', seed),
  applySeed: (where, seed) => administer(where, 'seed-apply', seed),
  exportSeed: (where, { account, secrets }) => administer(where, 'seed-export', { account, secrets }),
  resetKeys: (where, account) => administer(where, 'reset-keys', { account }),
  revokeSessions: (where, of) => administer(where, 'sessions-revoke', of),
  rotateKey: (where, retireNow) => administer(where, 'keys-rotate', { retireNow }),
  rotateIssuers: (where, asked) => administer(where, 'issuer-rotate', asked),
  backUp: (where, file, tell) =>
    administer(where, 'backup', { file }, (progress) => {
      const { pages, of } = progress as { pages: number; of: number };
      tell(pages / of);
    }),
  restore: async (where, file, replace) => (await import('./restore.ts')).restore(where, file, replace),
  importTokens: (where, account, lines) => administer(where, 'mfa-import', { account, lines }),
  verifyTrail: async (where, firstFile) => (await import('./verify-trail.ts')).verifyTrail(where, firstFile),
  whoCan: (where, { account, resourcePolicy, ...asked }, tell) =>
    administer(where, 'who-can', { ...asked, account, resourcePolicy }, (progress) => tell(progress as Looked)),
  decodeMessage: (where, message) => administer(where, 'decode-message', { message }),
  whoCanInSeed: async (seed, asked) => (await import('./who-can.ts')).whoCanInSeed(seed, asked),
  tryOut: async (terminal, endpoint) => (await import('./try.ts')).tryOut(terminal, endpoint),
};

/** Carries out a command line; gives the exit code. */
export const runProgram = (argv: readonly string[]): Promise<number> => run(argv, house, processTerminal);
