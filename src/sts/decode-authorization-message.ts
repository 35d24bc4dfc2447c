import * as model from '../model/generated/sts.ts';
import { operation } from '../operation/operation.ts';
import { stsFaults } from './faults.ts';

/**
 * Opens the reasons of a denial for a principal of the account that was denied (sts.md 3.5,
 * https://docs.aws.amazon.com/STS/latest/APIReference/API_DecodeAuthorizationMessage.html). A message that is expired,
 * altered, of another account or none at all is refused in one sentence.
 */
export const DecodeAuthorizationMessage = operation(model.DecodeAuthorizationMessage, {
  access: () => [{ action: 'sts:DecodeAuthorizationMessage', resource: '*' }],
  async handle({ input, caller, denials }) {
    const DecodedMessage = denials.open(input.EncodedMessage, caller.account);
    if (DecodedMessage === undefined) throw stsFaults.InvalidAuthorizationMessageException(INVALID);
    return { DecodedMessage };
  },
});

const INVALID = 'Message is not valid';
