import type { Chapter } from './operations.ts';

/** Who is who, and why something was denied. */
export const questions = {
  GetCallerIdentity: {
    summary: 'tell who the caller is',
    description: [
      'Answers the account, the ARN and the unique id of whoever signed the request. No permission is needed, and no policy can deny it: it works with any credentials that are valid.',
      'A session of GetSessionToken is the user, or root, that asked for it. A session of a role is `assumed-role`, the name of the role without its path, and the name of the session.',
    ],
    results: {
      Account: 'The account that the credentials belong to.',
      Arn: 'ARN of the caller.',
      UserId:
        "The unique id: `AIDA...` of a user, `AROA...` and the session's name of a role's session, the account id of root, the account id and the name of a federated user.",
    },
    examples: [
      {
        title: 'With the keys of a user',
        given: {},
        output: {
          UserId: 'AIDARTX3GSDS2LPCM5VQX',
          Account: '111122223333',
          Arn: 'arn:aws:iam::111122223333:user/ann',
        },
      },
    ],
    related: ['rolecall-whoami'],
  },
  GetAccessKeyInfo: {
    summary: 'tell to which account an access key id belongs',
    description: [
      'Reads the account out of an access key id, of a long-term key (`AKIA...`) or a temporary one (`ASIA...`). It is computed from the id: the answer does not mean that such a key exists, or works. The caller needs permission for `sts:GetAccessKeyInfo`.',
    ],
    errors: { ValidationError: 'The id is not one of an access key.' },
    examples: [
      {
        title: 'Whose key is this?',
        given: { AccessKeyId: 'AKIARTX3GSDST7ZQ5KXC' },
        output: { Account: '111122223333' },
      },
    ],
    related: ['GetCallerIdentity', 'rolecall-iam-get-access-key-last-used'],
  },
  DecodeAuthorizationMessage: {
    summary: 'open the encoded reasons of a denial',
    description: [
      'Opens the message that a refusal carried, and gives what was decided, about whom, on what and with which context keys, as JSON. The caller has to belong to the account that was denied and needs permission for `sts:DecodeAuthorizationMessage`.',
      "The messages are those of this server's own denials, given out where it runs with `--encode-denials on`. A denial of AssumeRole tells the caller's side alone, so that nobody learns from it which roles there are.",
    ],
    errors: {
      InvalidAuthorizationMessageException: 'The message has expired, was altered, or is of another account.',
    },
    examples: [
      {
        title: 'Ask why a call was denied',
        given: { EncodedMessage: 'AQIvJ2w0n3...' },
        output: {
          DecodedMessage:
            '{"allowed":false,"explicitDeny":false,"matchedStatements":{"items":[]},"failures":{"items":[]},"context":{"principal":{"id":"AIDARTX3GSDS2LPCM5VQX","name":"ann","arn":"arn:aws:iam::111122223333:user/ann"},"action":"iam:CreateUser","resource":"arn:aws:iam::111122223333:user/ben","conditions":{"items":[]}}}',
        },
      },
    ],
    related: ['rolecall-explain', 'rolecall-audit'],
  },
} satisfies Chapter;
