import { type Arn, parseArn } from '../base/arn.ts';
import { isAccountId } from '../base/identifiers.ts';
import { common } from '../model/fault.ts';

/** Reads the ARN by which a role is asked for, or refuses what is none (sts.md 3.0). Whether there is such a role is another matter. */
export function readRoleArn(text: string): Arn {
  const arn = parseArn(text);
  const isOne =
    arn?.partition.startsWith('aws') === true && arn.service !== '' && isAccountId(arn.account) && arn.resource !== '';
  if (!isOne) throw common.ValidationError(`${text} is invalid`);
  return arn;
}
