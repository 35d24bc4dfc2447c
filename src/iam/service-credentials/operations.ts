import { secondsOf } from '../../base/clock.ts';
import type { OperationFacts } from '../../model/facts.ts';
import { common } from '../../model/fault.ts';
import * as model from '../../model/generated/iam.ts';
import { type Given, type Operation, operation, type Question } from '../../operation/operation.ts';
import type { ServiceCredentialRecord } from '../../store/credential-records.ts';
import type { UserRecord } from '../../store/records.ts';
import type { Reads } from '../../store/store.ts';
import { isActive, requireSettable } from '../credential.ts';
import { iamFaults } from '../faults.ts';
import { askTarget, currentTarget, loadUserTarget, type UserTarget } from '../own-user.ts';
import { CreateServiceSpecificCredential, secretContext, serviceKey } from './create-service-specific-credential.ts';
import { wholeCredential } from './describe.ts';
import { ListServiceSpecificCredentials } from './list-service-specific-credentials.ts';
import { newSecret } from './services.ts';

interface Named {
  readonly UserName?: string | undefined;
  readonly ServiceSpecificCredentialId: string;
}

interface Found {
  readonly target: UserTarget;
  /** The service of the credential, where it is the user's. */
  readonly service: string | undefined;
}

const UpdateServiceSpecificCredential = operation(model.UpdateServiceSpecificCredential, {
  // AWS gives it although its model does not say so.
  faults: [iamFaults.InvalidInput],
  check: requireSettable,
  load: loadOne,
  access: (given) => askOne(model.UpdateServiceSpecificCredential, given),
  handle: ({ store, input, found }) =>
    store.change(async (tx) => {
      const credential = await credentialOf(tx, (await currentTarget(tx, found.target))!, input);
      await tx.put.serviceCredential({ ...credential, active: isActive(input) });
    }),
});

/** Gives a credential a new secret; the old one is dead, and everything else stays as it was. */
const ResetServiceSpecificCredential = operation(model.ResetServiceSpecificCredential, {
  load: loadOne,
  access: (given) => askOne(model.ResetServiceSpecificCredential, given),
  handle: ({ store, input, found, secrets, entropy, clock }) =>
    store.change(async (tx) => {
      const user = (await currentTarget(tx, found.target))!;
      const credential = await credentialOf(tx, user, input);
      const secret = newSecret(credential.service, credential.serviceUserName, entropy);
      const sealedSecret = secrets.seal(Buffer.from(secret), secretContext(credential));
      await tx.put.serviceCredential({ ...credential, sealedSecret });
      return { ServiceSpecificCredential: wholeCredential(credential, user.name, secondsOf(clock), secret) };
    }),
});

const DeleteServiceSpecificCredential = operation(model.DeleteServiceSpecificCredential, {
  load: loadOne,
  access: (given) => askOne(model.DeleteServiceSpecificCredential, given),
  handle: ({ store, input, found }) =>
    store.change(async (tx) => {
      const { account, id } = await credentialOf(tx, (await currentTarget(tx, found.target))!, input);
      await tx.remove.serviceCredential(account, id);
    }),
});

export const serviceCredentialOperations: readonly Operation[] = [
  CreateServiceSpecificCredential,
  ListServiceSpecificCredentials,
  UpdateServiceSpecificCredential,
  ResetServiceSpecificCredential,
  DeleteServiceSpecificCredential,
];

async function loadOne(given: Given<Named>): Promise<Found> {
  const target = await loadUserTarget(given);
  const { store, caller, input } = given;
  const credential = await store.serviceCredentials.byId(caller.account, input.ServiceSpecificCredentialId);
  const isTheirs = target.record !== undefined && credential?.userId === target.record.id;
  return { target, service: isTheirs ? credential.service : undefined };
}

function askOne(
  facts: OperationFacts,
  { caller, found }: Pick<Given<Named>, 'caller'> & { readonly found: Found },
): readonly Question[] {
  const about = askTarget(facts, { caller, found: found.target });
  return about.map((question) => ({
    ...question,
    context: new Map([...(question.context ?? []), ...serviceKey(found.service)]),
  }));
}

/** The credential of exactly this user; for one of somebody else's in the account AWS has another refusal. */
async function credentialOf(
  reads: Reads,
  user: UserRecord,
  { ServiceSpecificCredentialId: id }: Named,
): Promise<ServiceCredentialRecord> {
  const credential = await reads.serviceCredentials.byId(user.account, id);
  if (credential === undefined) throw iamFaults.NoSuchEntity(`No such credential ${id} exists`);
  if (credential.userId !== user.id) {
    throw common.ValidationError(`User ${user.name} does not have a service specific credential with id ${id}`);
  }
  return credential;
}
