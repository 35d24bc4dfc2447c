import type { OperationFacts } from '../model/facts.ts';
import type { Given, Question } from '../operation/operation.ts';
import { isAwsManaged } from '../principal/aws-managed-policies.ts';
import type { ServerCertificateRecord } from '../store/credential-records.ts';
import type { MfaRecord, PolicyRecord, Tag } from '../store/records.ts';
import type { Transaction } from '../store/store.ts';
import { iamFaults } from './faults.ts';
import { instanceProfiles } from './instance-profiles/find.ts';
import { type Kind, on, presentOf } from './kind.ts';
import { noSuchDevice } from './mfa/find.ts';
import { type Holder, loadNamed, type Named, type Noun, present, resourceOf, roles, users } from './noun.ts';
import { oidcProviders } from './oidc-providers/find.ts';
import { onReadPolicy, presentPolicy } from './policies/get-policy.ts';
import { ask, resourceTags } from './question.ts';
import { samlProviders } from './saml-providers/find.ts';
import { serverCertificates } from './server-certificates/find.ts';
import { entityTagRule, resourceTagRule, type TagRule } from './tags.ts';

/** A kind of thing that has tags. */
export interface Taggable<Input, Record extends Tagged> {
  /** How the operations on one of them begin. */
  readonly first: (facts: OperationFacts) => First<Input, Record>;
  /** The thing that was found, or NoSuchEntity. */
  readonly present: (given: About<Input, Record>) => Record;
  /** The same thing as it stands in a change, by its unique id, or NoSuchEntity. */
  readonly again: (tx: Transaction, given: About<Input, Record>) => Promise<Record>;
  readonly put: (tx: Transaction, record: Record) => Promise<void>;
  readonly rule: TagRule;
}

export interface Tagged {
  readonly tags: readonly Tag[];
}

export interface About<Input, Record> {
  readonly input: Input;
  readonly found: Record | undefined;
}

export interface First<Input, Record> {
  readonly check?: (given: Given<Input>) => void;
  readonly load: (given: Given<Input>) => Promise<Record | undefined>;
  readonly access: (given: Given<Input> & About<Input, Record>) => readonly Question[];
}

/* The kinds of things that have tags, one a row. Of users and roles the case of a key does not count, of the others it does. */

export const userTags = ofNoun(users);
export const roleTags = ofNoun(roles);

/** The account's own managed policies; of those that AWS manages the list is empty and stays so, as AWS says once permission is given. */
export const policyTags: Taggable<{ readonly PolicyArn: string }, PolicyRecord> = {
  first: onReadPolicy,
  present: presentPolicy,
  async again(tx, { input, found }) {
    if (isAwsManaged(input.PolicyArn)) throw iamFaults.InvalidInput('Tags not supported for policies in this domain');
    return presentPolicy({ input, found: found && (await tx.policies.byId(found.account, found.id)) });
  },
  put: (tx, record) => tx.put.policy(record),
  rule: resourceTagRule,
};

export const deviceTags = ofKind(
  {
    async find(reads, account, { SerialNumber: serial }: { readonly SerialNumber: string }) {
      const device = await reads.mfa.bySerial(serial);
      return device?.account === account ? device : undefined;
    },
    arn: (_account, { SerialNumber: serial }) => serial,
    keys: (found) => resourceTags(found?.tags),
    // A device has no id but its serial number; when it was made tells it from one that came after.
    async again(reads, { serial, createdAt }) {
      const device = await reads.mfa.bySerial(serial);
      return device?.createdAt === createdAt ? device : undefined;
    },
    missing: ({ SerialNumber: serial }) => noSuchDevice(serial),
  } satisfies Kind<{ readonly SerialNumber: string }, MfaRecord>,
  (tx, record) => tx.put.mfa(record),
);

export const profileTags = ofKind(instanceProfiles, (tx, record) => tx.put.instanceProfile(record));
export const oidcTags = ofKind(oidcProviders, (tx, record) => tx.put.oidcProvider(record));
export const samlTags = ofKind(samlProviders, (tx, record) => tx.put.samlProvider(record));

export const certificateTags: Taggable<{ readonly ServerCertificateName: string }, ServerCertificateRecord> = ofKind(
  serverCertificates,
  (tx, record) => tx.put.serverCertificate(record),
);

function ofNoun<Record extends Holder & Tagged>(noun: Noun<Record>): Taggable<Named, Record> {
  return {
    first: (facts) => ({
      load: loadNamed(noun),
      access: (given) => ask(facts, resourceOf(noun, given), noun.tagsOf(given.found)),
    }),
    present: (given) => present(noun, given),
    async again(tx, { input, found }) {
      const { account, id } = present(noun, { input, found });
      return present(noun, { input, found: await noun.byId(tx, account, id) });
    },
    put: noun.put,
    rule: entityTagRule,
  };
}

function ofKind<Input, Record extends Tagged>(
  kind: Kind<Input, Record>,
  put: Taggable<Input, Record>['put'],
): Taggable<Input, Record> {
  return {
    first: (facts) => on(kind, facts),
    present: (given) => presentOf(kind, given),
    again: async (tx, given) =>
      presentOf(kind, { input: given.input, found: await kind.again(tx, presentOf(kind, given)) }),
    put,
    rule: resourceTagRule,
  };
}
