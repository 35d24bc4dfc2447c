import type { Where } from '../cli/house.ts';
import type { Tools } from '../operation/operation.ts';
import { addAccount, listAccounts, removeAccount } from './accounts.ts';
import { type FieldKinds, flag, optional, type Question, reading, text, texts, whole } from './admin-fields.ts';
import { backUp } from './backup.ts';
import type { KeyRotation } from './key-rotation.ts';
import { importTokens } from './mfa-import.ts';
import { resetKeys } from './reset-keys.ts';
import { revokeSessions } from './revoke-sessions.ts';
import { rotateIssuers } from './rotate-issuers.ts';
import { rotateRootKey } from './rotate-root-key.ts';

/** What an administrative command works with: the tools of the running house, or of one furnished for this command alone. */
export interface AdminTools extends Tools {
  readonly where: Where;
  readonly rotation: KeyRotation;
}

/** An administrative command: how its question is read from the line that asks, and what does it. */
export interface AdminCommand<Question, Answer> {
  /** The question, or `undefined` for fields that are not this command's. */
  readonly read: (fields: Readonly<Record<string, unknown>>) => Question | undefined;
  /** Does it. The answer must be what JSON carries; `tell` sends how far it is. A `Refusal` reaches the terminal as its sentence. */
  readonly perform: (question: Question, tools: AdminTools, tell: Tell) => Promise<Answer>;
}

export type Tell = (progress: unknown) => void;

const command = <Kinds extends FieldKinds, Answer>(
  kinds: Kinds,
  perform: AdminCommand<Question<Kinds>, Answer>['perform'],
): AdminCommand<Question<Kinds>, Answer> => ({ read: reading(kinds), perform });

const seedFields = { name: text, text, secrets: texts, prune: flag } as const;

/**
 * Every administrative command, by its name on the socket. `administer(where, name, question)` carries one out: in the
 * running server, or in the store itself where none runs.
 */
export const adminCommands = {
  'account-add': command({ account: optional(text) }, ({ account }, tools) => addAccount(account, tools)),
  'account-list': command({}, (_all, tools) => listAccounts(tools)),
  'account-remove': command({ account: text, last: flag }, ({ account, last }, tools) =>
    removeAccount(account, last, tools),
  ),
  backup: command({ file: text }, ({ file }, tools, tell) => backUp(file, tools, tell)),
  'decode-message': command({ message: text }, async ({ message }, tools) =>
    (await import('./decode-message.ts')).decodeMessage(message, tools),
  ),
  'issuer-rotate': command({ account: optional(text), now: flag }, (asked, tools) => rotateIssuers(asked, tools)),
  'keys-rotate': command({ retireNow: flag }, ({ retireNow }, tools) => rotateRootKey(retireNow, tools)),
  'mfa-import': command({ account: optional(text), lines: text }, ({ account, lines }, tools) =>
    importTokens(account, lines, tools),
  ),
  'reset-keys': command({ account: optional(text) }, ({ account }, tools) => resetKeys(account, tools)),
  'sessions-revoke': command({ role: optional(text), user: optional(text), account: optional(text) }, (of, tools) =>
    revokeSessions(of, tools),
  ),
  // Seeds bring a schema library and a YAML reader along: loaded by whoever applies one.
  'seed-plan': command(seedFields, async (asked, tools) => (await import('./seeds.ts')).planSeed(asked, tools)),
  'seed-apply': command({ ...seedFields, planned: text }, async (asked, tools) =>
    (await import('./seeds.ts')).applySeed(asked, tools),
  ),
  'seed-export': command({ account: optional(text), secrets: flag }, async (asked, tools) =>
    (await import('./seeds.ts')).exportStore({ account: asked.account, secrets: asked.secrets }, tools),
  ),
  'trail-head': command({ trail: text }, async ({ trail }, { store }) => (await store.audit.head(trail)) ?? null),
  'who-can': command(
    {
      ...{ action: text, resource: text, maxDepth: whole },
      ...{ account: optional(text), resourcePolicy: optional(text) },
    },
    async (asked, tools, tell) => (await import('./who-can.ts')).whoCanHere(asked, tools, tell),
  ),
} as const;

export type AdminCommands = typeof adminCommands;
export type AdminName = keyof AdminCommands;
export type QuestionOf<Name extends AdminName> = NonNullable<ReturnType<AdminCommands[Name]['read']>>;
export type AnswerOf<Name extends AdminName> = Awaited<ReturnType<AdminCommands[Name]['perform']>>;
