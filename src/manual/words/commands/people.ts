import type { Chapter } from './command-words.ts';

/** What a role may be named by, for every command that assumes one. */
const ROLE =
  'A role is named by its ARN, by a profile of the AWS configuration files that has a `role_arn`, or by its name in your own account. Your own credentials are those of the environment or of `--profile`.';

/** Where sessions are kept between commands. */
const KEPT =
  'The session is kept for later commands until it nears its end, in a file under `~/.cache/rolecall` that its owner alone can read; `--no-cache` neither takes nor keeps one. Where the role needs a second factor, the code is asked for at the terminal.';

/** Commands for people, with roles. */
export const people: Chapter = [
  [
    'whoami',
    {
      description: [
        'Asks the server whose credentials these are, and prints account, ARN and unique id, until when they are good, and where they were found: in the environment, a profile, a file.',
      ],
      related: ['rolecall-sts-get-caller-identity', 'rolecall-doctor'],
    },
  ],
  [
    'assume',
    {
      description: [
        'Assumes a role and says who you are then. With `--via`, other roles are assumed on the way, each by the one before it.',
        ROLE,
        KEPT,
      ],
      examples: [
        [
          'A role in another account, by a role of your own:',
          'rolecall assume --via deploy arn:aws:iam::444455556666:role/monitoring',
        ],
      ],
      related: ['rolecall-exec', 'rolecall-env', 'rolecall-sts-assume-role'],
    },
  ],
  [
    'exec',
    {
      description: [
        'Assumes a role and runs a command that finds its credentials in the environment, in place of those that were there before. It ends as the command does.',
        ROLE,
        KEPT,
      ],
      examples: [['List users as the role:', 'rolecall exec admin -- aws iam list-users']],
      exits: [
        ['1', 'Refused before the command ran; a sentence on stderr says why.'],
        ['2', 'Wrong usage.'],
        ['126', 'The command may not be run.'],
        ['127', 'There is no such command.'],
        ['otherwise', 'That of the command. A signal that ended it ends this program too.'],
      ],
      related: ['rolecall-assume', 'rolecall-env'],
    },
  ],
  [
    'env',
    {
      description: [
        'Assumes a role and prints its credentials as variables, for a shell to evaluate, as a dotenv file, or into the environment of the later steps of a GitHub workflow, where they are masked in its log. To a terminal it prints nothing of them without `--show`: what stands on a screen is seen. `--unset` prints what takes the variables away.',
        ROLE,
        KEPT,
      ],
      examples: [
        ['In bash or zsh:', 'eval "$(rolecall env deploy)"', 'eval "$(rolecall env --unset)"'],
        ['In fish:', 'rolecall env deploy | source'],
      ],
      related: ['rolecall-exec'],
    },
  ],
  [
    'credential-process',
    {
      description: [
        'Prints the credentials of a role as clients of AWS ask for them by `credential_process` in a configuration file. A client that has it in a profile assumes the role whenever it needs to.',
        ROLE,
        KEPT,
      ],
      examples: [
        ['In `~/.aws/config`:', '[profile deploy]', 'credential_process = rolecall credential-process deploy'],
      ],
      related: ['rolecall-configure', 'rolecall-serve-credentials'],
    },
  ],
  [
    'serve-credentials',
    {
      description: [
        'Hands out the credentials of a role on a port of the loopback address, as containers get them at AWS, and renews them while it runs, until SIGTERM or SIGINT. It prints the variables by which clients find it. Who asks has to show a token, which is in a file that its owner alone can read; pages in a browser are turned away.',
        ROLE,
        KEPT,
      ],
      related: ['rolecall-exec', 'rolecall-credential-process'],
    },
  ],
  [
    'console',
    {
      description: [
        "Assumes a role and prints a link that signs a browser in as it, or opens it with `--open`. Whoever opens the link first is signed in: it is good for fifteen minutes, once. It leads to the server's own page, or to a `--destination` that the operator has registered.",
        ROLE,
        KEPT,
      ],
      related: ['rolecall-assume', 'rolecall-serve'],
    },
  ],
  [
    'configure',
    {
      description: [
        'Writes a profile into the configuration files of AWS (`~/.aws/config` and `~/.aws/credentials`), where every client finds it: the endpoint, the region, a role and whose credentials assume it. What else is in the files stays, comments too. What would change is shown, without secrets; what is there is replaced only after a question or with `--yes`.',
        'Access keys are read from a file or from stdin, and never from arguments, where other users of the machine could see them.',
      ],
      examples: [
        [
          'A profile that assumes a role by the keys of another:',
          'rolecall configure --profile deploy --source-profile ann \\',
          '  --endpoint-url http://127.0.0.1:8787 \\',
          '  --role arn:aws:iam::111122223333:role/deploy',
        ],
      ],
      related: ['rolecall-whoami', 'rolecall-credential-process'],
    },
  ],
  [
    'doctor',
    {
      description: [
        'Looks at everything that a call depends on, and says what to do about what is wrong: the configuration, the endpoint, the clock, the keys, the modes of files. With `--data` it looks at the files of a store too.',
        'With `--request`, it reads a request as a client sent it, and tells whether its signature holds; with `--canonical`, it puts the canonical request that the client signed beside the one that the server reads.',
      ],
      exits: [
        ['0', 'Nothing is wrong.'],
        ['1', 'Something is wrong, or the signature does not hold.'],
        ['2', 'Wrong usage.'],
      ],
      related: ['rolecall-whoami', 'rolecall-configure'],
    },
  ],
  [
    'completion',
    {
      description: [
        'Prints the script by which a shell completes commands, operations and options. It asks this program at each tab, so that it knows what this version knows.',
      ],
      examples: [
        ['In `~/.bashrc`:', 'eval "$(rolecall completion bash)"'],
        ['In `~/.zshrc`:', 'eval "$(rolecall completion zsh)"'],
        ['In fish:', 'rolecall completion fish > ~/.config/fish/completions/rolecall.fish'],
      ],
      related: ['rolecall-help'],
    },
  ],
  [
    'help',
    {
      description: [
        'Shows the manual: of the program, of a command, of a service, or of one of its operations, which may be named as it is typed or as AWS names it. On a terminal it goes through `$PAGER`, else through `less -R`.',
        'The same pages are installed for man, where the package is installed globally: `man rolecall-sts-assume-role`.',
      ],
      examples: [
        [
          'A command, a service, an operation:',
          'rolecall help serve',
          'rolecall help iam',
          'rolecall help sts AssumeRole',
        ],
      ],
      related: ['rolecall-sts', 'rolecall-iam'],
    },
  ],
];
