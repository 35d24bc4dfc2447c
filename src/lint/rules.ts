import { actionRules } from './rules/actions.ts';
import { conditionRules } from './rules/conditions.ts';
import { escalationRules } from './rules/escalation.ts';
import { principalRules } from './rules/principals.ts';
import { resourceRules } from './rules/resources.ts';
import { statementRules } from './rules/statements.ts';
import { textRules } from './rules/text.ts';
import type { Rule } from './types.ts';

/** What AWS refuses is found by reading and not by looking: the rule has no eyes of its own. */
export const REFUSED: Rule = {
  id: 'refused',
  level: 'error',
  title: 'A document that AWS refuses',
  why: 'IAM and STS answer MalformedPolicyDocument to it, with this sentence.',
  advice: 'Correct it at the place that is named. There is one at a time, as AWS tells the first.',
  *find() {},
};

/** Every rule, in the order of the page of rules. */
export const rules: readonly Rule[] = [
  REFUSED,
  ...principalRules,
  ...actionRules,
  ...escalationRules,
  ...resourceRules,
  ...conditionRules,
  ...statementRules,
  ...textRules,
];
