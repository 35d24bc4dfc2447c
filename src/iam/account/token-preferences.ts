import * as model from '../../model/generated/iam.ts';
import { operation } from '../../operation/operation.ts';
import { ask } from '../question.ts';
import { changeSettings } from './settings.ts';

/**
 * Chooses the version of the tokens of the global endpoint, as GetAccountSummary tells it. There is one kind of token
 * here, and it is good in every region, so that nothing else depends on the choice.
 */
export const SetSecurityTokenServicePreferences = operation(model.SetSecurityTokenServicePreferences, {
  access: () => ask(model.SetSecurityTokenServicePreferences, '*'),
  handle: (given) => changeSettings(given, () => ({ globalEndpointToken: given.input.GlobalEndpointTokenVersion })),
});
