import type { ServiceError } from '../../client/problems.ts';

interface Hint {
  readonly code: RegExp;
  readonly operation?: RegExp;
  readonly message?: RegExp;
  readonly say: (input: Readonly<Record<string, unknown>>, requestId: string | undefined) => string;
}

const ROOT_REFUSED = /^Roles may not be assumed by root accounts/;
const role = (input: Readonly<Record<string, unknown>>): string => String(input.RoleArn ?? 'ROLE-ARN');
const why = (requestId: string | undefined): string => `why: rolecall audit why ${requestId ?? 'REQUEST-ID'}`;

/** What helps against which refusal; the first that fits is said. */
const HINTS: readonly Hint[] = [
  {
    code: /^AccessDenied/,
    operation: /^AssumeRole$/,
    message: ROOT_REFUSED,
    say: () => 'a root user assumes no role: call with the keys of an IAM user or of a role',
  },
  {
    code: /^AccessDenied/,
    message: /MultiFactorAuthentication|MFA|one time pass code/i,
    say: () => 'with an MFA device: --serial-number ARN --token-code CODE; a code is taken once',
  },
  {
    code: /^AccessDenied/,
    operation: /^AssumeRole/,
    say: (input, requestId) => `who may: rolecall who-can sts:AssumeRole ${role(input)}; ${why(requestId)}`,
  },
  { code: /^AccessDenied/, say: (_input, requestId) => why(requestId) },
  { code: /^SignatureDoesNotMatch$/, say: () => 'the secret key or the clock is wrong: rolecall doctor compares' },
  { code: /^RequestExpired$/, say: () => 'the clocks differ: rolecall doctor says by how much' },
  {
    code: /^ExpiredToken/,
    operation: /^(?!AssumeRoleWith)/,
    say: () => 'the session is over: assume the role again, or unset AWS_SESSION_TOKEN to use other keys',
  },
  { code: /^ExpiredToken/, say: () => 'the token or assertion is too old: sign in again' },
  {
    code: /^InvalidClientTokenId$/,
    say: () =>
      'this endpoint does not know the keys, or they are not active: rolecall doctor says where they come from; temporary keys need AWS_SESSION_TOKEN',
  },
  {
    code: /^(MissingAuthenticationToken|IncompleteSignature)/,
    say: () => 'rolecall doctor says which keys would sign',
  },
  {
    code: /^MalformedPolicyDocument/,
    say: () => 'rolecall lint POLICY.json names every problem with its place',
  },
  { code: /^PackedPolicyTooLarge/, say: () => 'shorten the policy, or name managed ones by --policy-arns' },
  { code: /^Throttling|^RequestLimitExceeded/, say: () => 'too many calls in a second: try again shortly' },
  {
    code: /^NoSuchEntity/,
    operation: /Role|User|Group|Polic/,
    say: () => 'names are case-sensitive, and of the account of the caller',
  },
  { code: /^DeleteConflict/, say: () => 'take away first what the message names' },
];

/** What somebody who was refused may do next. */
export function hintsFor(error: ServiceError, input: Readonly<Record<string, unknown>>): string[] {
  const found = HINTS.find(
    ({ code, operation, message }) =>
      code.test(error.code) &&
      (operation === undefined || operation.test(error.operation)) &&
      (message === undefined || message.test(error.message)),
  );
  return found === undefined ? [] : [found.say(input, error.requestId)];
}
