import { stsOperations } from '../src/sts/service.ts';
import { CALLER_KINDS, type Compared, comparison, iamStandsFor, type Verdict } from '../test/house/sts-comparison.ts';
import { page } from './pages.ts';

/** `docs/comparing-the-operations.md`: what sets the operations of STS apart. */
export function comparisonPage(): string {
  return page(
    'Comparing the operations of STS',
    `Which credentials may call which operation, and what it gives them. Made from
[test/house/sts-comparison.ts](../test/house/sts-comparison.ts), to which \`test/house/sts-family.test.ts\` holds the server, cell by cell,
for every operation that works here. AWS's page of this kind is
["Compare AWS STS credentials"](https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_sts-comparison.html).`,
    whoMayCall(),
    whatIsIssued(),
    REMARKS,
  );
}

/** The kinds of callers, as columns of a table have room for them. */
const COLUMNS: Readonly<Record<(typeof CALLER_KINDS)[number], string>> = {
  root: 'root',
  user: 'IAM user',
  GetSessionToken: 'session of GetSessionToken',
  'GetSessionToken with MFA': 'the same, with MFA',
  GetFederationToken: 'session of GetFederationToken',
  role: 'session of a role',
  AssumeRoot: 'session of AssumeRoot',
};

function whoMayCall(): string {
  const header = ['Operation', ...CALLER_KINDS.map((kind) => COLUMNS[kind]), 'Permission'];
  const rows = comparison.map((row) => {
    const { operation, callers } = row;
    const cells =
      callers === 'token'
        ? CALLER_KINDS.map(() => 'a token instead')
        : CALLER_KINDS.map((kind) => WORDS[callers[kind]]);
    return [named(operation), ...cells, PERMISSIONS[row.permission]];
  });
  const iam = ['all of IAM', ...CALLER_KINDS.map((kind) => WORDS[iamStandsFor.callers[kind]]), PERMISSIONS.own];
  return `## Which credentials may call it\n\n${table(header, [...rows, iam])}`;
}

const WORDS: Readonly<Record<Verdict, string>> = {
  yes: 'yes',
  noRoot: 'no',
  noRootAsRoot: 'no',
  noSession: 'no',
  never: 'no',
  notItsTask: 'its task only',
  unknownToken: 'no',
  notOffered: 'refused by name',
};

const PERMISSIONS: Readonly<Record<Compared['permission'], string>> = {
  own: 'a policy has to allow it',
  'no-deny': 'none, but a Deny holds',
  none: 'none, and a Deny does not hold',
  trust: "the role's trust policy alone",
};

function whatIsIssued(): string {
  const header = ['Operation', 'Least', 'Most', 'Without `DurationSeconds`', 'MFA', 'Session policy', 'Tags'];
  const rows = comparison.flatMap(({ operation, life, mfa, sessionPolicy, tags }) =>
    life === undefined
      ? []
      : [
          [
            named(operation),
            seconds(life.min),
            [
              life.max === 'role' ? "the role's maximum, up to 43,200 s" : seconds(life.max),
              ...(life.root === undefined ? [] : [`root: ${seconds(life.root)}`]),
              ...(life.chained === undefined ? [] : [`from a session: ${seconds(life.chained)}`]),
            ].join('; '),
            [seconds(life.standard), ...(life.root === undefined ? [] : [`root: ${seconds(life.root)}`])].join('; '),
            mfa ? 'yes' : 'no',
            sessionPolicy,
            TAGS[tags],
          ],
        ],
  );
  return `## How long it lasts, and what can be given along\n\n${table(header, rows)}`;
}

const TAGS: Readonly<Record<Compared['tags'], string>> = {
  transitive: 'yes, transitive ones too',
  yes: 'yes',
  no: 'no',
  'in the token': "as the identity provider's token says",
};

const seconds = (count: number): string => `${count.toLocaleString('en-US')} s`;

/** The name, and whether it works here. */
const named = (operation: string): string =>
  stsOperations.some(({ facts }) => facts.name === operation) ? operation : `${operation} (not yet)`;

const table = (header: readonly string[], rows: readonly (readonly string[])[]): string =>
  [header, header.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');

const REMARKS = `## Remarks

- A \`DurationSeconds\` of root beyond its most is shortened and not refused, for GetSessionToken and GetFederationToken.
- A session of GetFederationToken without a session policy has no permissions of its own.
- IAM answers credentials that it does not take as it answers a token that it does not know.
- A second factor counts for the one call of AssumeRole that brings it; the session of GetSessionToken keeps it.`;
