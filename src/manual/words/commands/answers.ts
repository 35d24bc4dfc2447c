import type { Chapter } from './command-words.ts';

/** Commands that answer what policies mean. */
export const answers: Chapter = [
  [
    'simulate',
    {
      description: [
        'Decides one request by policies in files, with the engine of the server and without one, and prints the reason with the deciding statements underlined. The request is JSON with action, resource, principal and context.',
      ],
      exits: [
        ['0', 'Allowed.'],
        ['1', 'A file does not read; its name, line and column are said.'],
        ['2', 'Wrong usage.'],
        ['3', 'Denied.'],
      ],
      related: ['rolecall-explain', 'rolecall-iam-simulate-custom-policy'],
    },
  ],
  [
    'explain',
    {
      description: [
        'Decides one request by policies in files, as `rolecall simulate` does, and tells all that led to the decision: every statement that was looked at, which of its parts applied, and what each side had to say. With `--decision` it tells it of a decision that `rolecall simulate --output json` printed earlier.',
        'With `--message` it tells why a server denied a call, by the encoded message that came with the refusal. A server decodes it for those who may, or the store with `--data`, which has the documents too.',
      ],
      related: ['rolecall-simulate', 'rolecall-audit', 'rolecall-sts-decode-authorization-message'],
    },
  ],
  [
    'who-can',
    {
      description: [
        'Finds everybody who can do something on a resource: users, roles, and whoever a policy lets in from elsewhere, by policies of their own or along a chain of roles, across the accounts of the store. Each path is printed with the conditions that have to hold at each of its steps; those that always hold come first.',
        'In a check, `--expect` names a file with those who may, a principal a line, and `--fail-if-any` says that nobody may. With `--seed` the answer is about the store that a seed file would make.',
      ],
      examples: [
        [
          'Who can assume this role?',
          'rolecall who-can --data ./data sts:AssumeRole \\',
          '  arn:aws:iam::111122223333:role/deploy',
        ],
      ],
      exits: [
        ['0', 'Answered; and nobody can who is not expected.'],
        ['1', 'Refused, or not everybody could be asked.'],
        ['2', 'Wrong usage.'],
        ['3', 'Somebody can who is not expected.'],
      ],
      related: ['rolecall-simulate', 'rolecall-iam-list-policies-granting-service-access'],
    },
  ],
  [
    'lint',
    {
      description: [
        'Looks policies over: what AWS would refuse, with file, line and column, and what is valid and perhaps not meant, such as an Allow that reaches everybody, a condition key that the action does not have, a statement that can never apply. What a policy is for is found out from what it says, or told by `--type`.',
        'Files and folders are named, or a seed file by `--seed`. `--format sarif` is what code hosts show beside the lines. A rule that is not wanted is left out by `--ignore`.',
      ],
      examples: [['In a check:', 'rolecall lint --fail-on warning policies/']],
      exits: [
        ['0', 'Nothing of the level of `--fail-on` was found.'],
        ['1', 'A file does not read.'],
        ['2', 'Wrong usage.'],
        ['3', 'Something was found.'],
      ],
      related: ['rolecall-simulate', 'rolecall-who-can'],
    },
  ],
];
