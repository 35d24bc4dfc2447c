/** How our own commands end. `rolecall sts` and `rolecall iam` end as the AWS CLI does: `aws/command-error.ts`. */
export const DONE = 0;
/** It was refused, or something was found broken. */
export const REFUSED = 1;
export const WRONG_USAGE = 2;
/** It was done, and its answer is the one that a script wants to stop at: denied, found, not as expected. */
export const ANSWER_IS_NO = 3;
