import { allow } from '../scenario/iam.ts';
import { arn, does, life, misses, pages } from './life.ts';

const NEEDS_TEAM = JSON.stringify(
  allow({ actions: ['iam:GetUser'], condition: { StringEquals: { 'aws:PrincipalTag/Team': 'blue' } } }),
);
const actions = ['iam:GetUser', 'iam:GetRole'];

/** Simulation keeps nothing, so that its life is a few questions. */
export const simulation = life(
  'simulation',
  pages('SimulateCustomPolicy', { PolicyInputList: [NEEDS_TEAM], ActionNames: actions }, 2, {
    'EvaluationResults.length': 2,
    'EvaluationResults.0.EvalActionName': 'iam:GetUser',
    'EvaluationResults.0.EvalDecision': 'implicitDeny',
    'EvaluationResults.0.MissingContextValues.0': 'aws:PrincipalTag/Team',
    'EvaluationResults.1.EvalDecision': 'implicitDeny',
  }),
  does(
    'SimulateCustomPolicy',
    {
      PolicyInputList: [NEEDS_TEAM],
      ActionNames: actions,
      ContextEntries: [
        { ContextKeyName: 'aws:PrincipalTag/Team', ContextKeyType: 'string', ContextKeyValues: ['blue'] },
      ],
    },
    { 'EvaluationResults.0.EvalDecision': 'allowed', 'EvaluationResults.1.EvalDecision': 'implicitDeny' },
    { as: 'with the tag' },
  ),
  does(
    'GetContextKeysForCustomPolicy',
    { PolicyInputList: [NEEDS_TEAM] },
    {
      'ContextKeyNames.length': 1,
      'ContextKeyNames.0': 'aws:PrincipalTag/Team',
    },
  ),
  pages('SimulatePrincipalPolicy', { PolicySourceArn: arn('user/keeper'), ActionNames: actions }, 2, {
    'EvaluationResults.length': 2,
    'EvaluationResults.0.EvalDecision': 'allowed',
    'EvaluationResults.0.MatchedStatements.0.SourcePolicyId': 'AdministratorAccess',
  }),
  does(
    'GetContextKeysForPrincipalPolicy',
    { PolicySourceArn: arn('user/keeper'), PolicyInputList: [NEEDS_TEAM] },
    { 'ContextKeyNames.0': 'aws:PrincipalTag/Team' },
  ),
  misses(
    'SimulatePrincipalPolicy',
    { PolicySourceArn: arn('user/nobody'), ActionNames: actions },
    'The user with name nobody cannot be found.',
  ),
);
