import type { Chapter } from './command-words.ts';

/** Commands that make, serve and administer a store. */
export const store: Chapter = [
  [
    'init',
    {
      description: [
        'Makes a store with one account or more, and a key file that its owner alone can read, and prints the root keys of the accounts. They are printed this once: `rolecall account reset-keys` makes others.',
        'The key file seals the secrets in the store. Keep a copy of it elsewhere: without it the store cannot be read, and it is in no backup.',
      ],
      examples: [
        ['A store with one account of a random number:', 'rolecall init --data ./data'],
        ['Two accounts:', 'rolecall init --data ./data --account 111122223333 --account 444455556666'],
      ],
      related: ['rolecall-serve', 'rolecall-up', 'rolecall-account'],
    },
  ],
  [
    'serve',
    {
      description: [
        'Serves STS and IAM from a store until SIGTERM or SIGINT, which finish what is under way. It prints `listening on URL` on stdout when it listens, and JSON log lines on stderr.',
        'It refuses an address that is not loopback without TLS (`--tls-cert`, `--tls-key`) or `--behind-proxy`, a key file that others can read, a store newer than itself, and a second server on one folder.',
      ],
      examples: [
        ['On this machine:', 'rolecall serve --data ./data'],
        ['For others, with TLS:', 'rolecall serve --data ./data --host 0.0.0.0 --tls-cert chain.pem --tls-key key.pem'],
      ],
      related: ['rolecall-init', 'rolecall-up', 'rolecall-keys'],
    },
  ],
  [
    'up',
    {
      description: [
        'Does what `rolecall serve` does, and makes the store before where there is none. It then prints the root keys and the lines to export them, this once.',
      ],
      examples: [['From nothing:', 'rolecall up --data ./data', 'rolecall try']],
      related: ['rolecall-init', 'rolecall-serve', 'rolecall-try'],
    },
  ],
  [
    'try',
    {
      description: [
        'Walks the whole way over the wire against a running server, with the AWS SDK: it makes a user, its key and a role, assumes the role, uses the temporary credentials, is refused once, and prints each step with the command of the AWS CLI that does the same. It needs credentials that may do all this: the root keys of a new store.',
      ],
      related: ['rolecall-up'],
    },
  ],
  [
    'account',
    {
      description: [
        'Adds, lists and removes accounts, and makes new root keys for one. Accounts of a store know nothing of each other but what policies say. What is done is in force when the command ends, in a running server too.',
      ],
      related: ['rolecall-init', 'rolecall-apply'],
    },
  ],
  [
    'mfa',
    {
      description: [
        'Makes hardware TOTP tokens known to an account, by their serial numbers and seeds, all or none. Users then enable them by `rolecall iam enable-mfa-device`. The seeds are read from stdin and never from arguments, where other users of the machine could see them.',
      ],
      examples: [['From a file that the maker sent:', 'rolecall mfa import --data ./data < tokens.txt']],
      related: ['rolecall-iam-enable-mfa-device'],
    },
  ],
  [
    'keys',
    {
      description: [
        'Puts a new root key in place while the store is served: secrets and rows come under the new one, and no request fails. Sessions under the key before live on until they end, unless `--retire-now` says that it leaked. With `--issuer`, the keys are replaced by which accounts sign web identity tokens: the new ones are published before they sign.',
      ],
      related: ['rolecall-serve', 'rolecall-sessions'],
    },
  ],
  [
    'sessions',
    {
      description: [
        'Lists sessions that are alive, from the audit trail, and ends sessions. Revoking ends all of a role, of a user or of an account at once, in a running server too; new ones can be asked for. To keep somebody out, take the permission or the trust away first.',
      ],
      examples: [
        [
          'End the sessions of a role:',
          'rolecall sessions revoke --data ./data \\',
          '  --role arn:aws:iam::111122223333:role/deploy',
        ],
      ],
      related: ['rolecall-audit', 'rolecall-sts-assume-role'],
    },
  ],
  [
    'audit',
    {
      description: [
        "Reads the audit trail, which has an event for each call, in CloudTrail's form, chained so that a missing or altered one shows. `search` finds events, `why` tells why one was denied, `verify` holds the trail to its seals, `tail` shows the last ones and those that come.",
      ],
      related: ['rolecall-sessions', 'rolecall-explain'],
    },
  ],
  [
    'apply',
    {
      description: [
        'Makes the store be as a seed file says, all of it or nothing. What would change is shown first; on a terminal it is asked for, elsewhere `--yes` is needed. Applying the same file twice changes nothing the second time.',
      ],
      examples: [
        [
          'Look first, then do it:',
          'rolecall apply --data ./data -f store.yaml --dry-run',
          'rolecall apply --data ./data -f store.yaml',
        ],
      ],
      related: ['rolecall-export'],
    },
  ],
  [
    'export',
    {
      description: [
        'Writes the store as a seed file. Secrets are left out unless they are asked for, and then go to a new file that only its owner can read, never to stdout. Unique ids are not in it: trust is written by ARN.',
      ],
      related: ['rolecall-apply', 'rolecall-backup'],
    },
  ],
  [
    'backup',
    {
      description: [
        'Copies the store into one new file, while it is served or not. The root key is not in it: a backup without its key file is of no use, to you or to a thief.',
      ],
      related: ['rolecall-restore'],
    },
  ],
  [
    'restore',
    {
      description: [
        'Puts a backup in the place of the store, once it has proven whole and to belong to the key file. A store that is there is moved aside and named, and only with the option that says so. No server may run on the folder.',
      ],
      related: ['rolecall-backup'],
    },
  ],
];
