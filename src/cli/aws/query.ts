import jmespath from 'jmespath';
import { CommandError, FAILED, WRONG_USAGE } from './command-error.ts';

/** A JMESPath expression, ready to be asked of answers. */
export type Query = (value: unknown) => unknown;

/** Reads the expression of `--query` before anything is sent: a wrong one must not cost a role. */
export function readQuery(expression: string | undefined): Query {
  if (expression === undefined) return (value) => value;
  try {
    (jmespath as unknown as { compile: (expression: string) => unknown }).compile(expression);
  } catch (error) {
    throw new CommandError(`Bad value for --query ${expression}: ${(error as Error).message}`, WRONG_USAGE);
  }
  return (value) => {
    try {
      return jmespath.search(value, expression) as unknown;
    } catch (error) {
      throw new CommandError((error as Error).message, FAILED, [`--query ${expression} does not fit the answer`]);
    }
  };
}
