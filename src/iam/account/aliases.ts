import { common } from '../../model/fault.ts';
import * as model from '../../model/generated/iam.ts';
import { type Operation, operation } from '../../operation/operation.ts';
import { iamFaults } from '../faults.ts';
import { listPage } from '../paging.ts';
import { ask } from '../question.ts';
import { unlessTaken } from '../taken.ts';
import { changeSettings, settingsOf } from './settings.ts';

/**
 * Gives the account an alias. It has one at most, so that a second takes the place of the first, as recorded of AWS;
 * and no two accounts have the same. https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateAccountAlias.html
 */
const CreateAccountAlias = operation(model.CreateAccountAlias, {
  check: ({ input: { AccountAlias } }) => {
    // Who signs in names the account by its number or by its alias: one must never pass for the other.
    if (/^[0-9]{12}$/.test(AccountAlias))
      throw common.ValidationError('The account alias must not be a twelve-digit number.');
  },
  access: () => ask(model.CreateAccountAlias, '*'),
  handle(given) {
    const { AccountAlias: alias } = given.input;
    const taken = () => iamFaults.EntityAlreadyExists(`The account alias ${alias} already exists.`);
    const changed = changeSettings(given, async (_settings, tx) => {
      if ((await tx.accountSettings.byAlias(alias)) !== undefined) throw taken();
      return { alias };
    });
    return unlessTaken(changed, taken);
  },
});

const DeleteAccountAlias = operation(model.DeleteAccountAlias, {
  access: () => ask(model.DeleteAccountAlias, '*'),
  handle: (given) =>
    changeSettings(given, ({ alias }) => {
      const { AccountAlias: named } = given.input;
      if (alias !== named) throw iamFaults.NoSuchEntity(`The account alias ${named} cannot be found.`);
      return { alias: undefined };
    }),
});

const ListAccountAliases = operation(model.ListAccountAliases, {
  access: () => ask(model.ListAccountAliases, '*'),
  async handle(given) {
    const { alias } = await settingsOf(given.store, given.caller.account);
    const aliases = alias === undefined ? [] : [alias];
    const { items, ...listed } = listPage(given, model.ListAccountAliases, aliases, (each) => each);
    return { AccountAliases: items, ...listed };
  },
});

export const aliasOperations: readonly Operation[] = [CreateAccountAlias, DeleteAccountAlias, ListAccountAliases];
