import { secondsOf } from '../../base/clock.ts';
import * as model from '../../model/generated/iam.ts';
import { type Given, operation } from '../../operation/operation.ts';
import type { ServiceCredentialRecord } from '../../store/credential-records.ts';
import { placeOf } from '../credential.ts';
import { iamFaults } from '../faults.ts';
import { askTarget, loadUserTarget, presentTarget, type UserTarget } from '../own-user.ts';
import { listPage, storePage } from '../paging.ts';
import { ask } from '../question.ts';
import { listedCredential } from './describe.ts';
import { checkServiceName, requireSupported, serviceNamed } from './services.ts';

type Input = model.ListServiceSpecificCredentialsRequest;

/** Lists the credentials of a user, or of all users, for one service or for all. */
export const ListServiceSpecificCredentials = operation(model.ListServiceSpecificCredentials, {
  // AWS gives it although its model does not say so.
  faults: [iamFaults.InvalidInput],
  check(given: Given<Input>) {
    checkServiceName(given);
    if (given.input.AllUsers === true && given.input.UserName !== undefined) {
      throw iamFaults.InvalidInput('Cannot list credentials for all users if a username is given');
    }
  },
  load: async (given): Promise<UserTarget | undefined> =>
    given.input.AllUsers === true ? undefined : loadUserTarget(given),
  access: ({ caller, found }) =>
    found === undefined
      ? ask(model.ListServiceSpecificCredentials, `arn:aws:iam::${caller.account}:user/`)
      : askTarget(model.ListServiceSpecificCredentials, { caller, found }),
  async handle(given) {
    const service = serviceNamed(given.input.ServiceName ?? '');
    if (service !== '') requireSupported(service);
    const isWanted = (credential: ServiceCredentialRecord) => service === '' || credential.service === service;
    return given.found === undefined ? ofAll(given, isWanted) : ofOne(given, given.found, isWanted);
  },
});

type Wanted = (credential: ServiceCredentialRecord) => boolean;

async function ofOne(given: Given<Input>, found: UserTarget, isWanted: Wanted) {
  const { account, id, name } = presentTarget(found)!;
  const credentials = (await given.store.serviceCredentials.of(account, id)).filter(isWanted);
  const { items, ...listed } = listPage(given, model.ListServiceSpecificCredentials, credentials, placeOf);
  const now = secondsOf(given.clock);
  return { ServiceSpecificCredentials: items.map((one) => listedCredential(one, name, now)), ...listed };
}

/** A page that is filtered by service may come out shorter than MaxItems although more follow. */
async function ofAll(given: Given<Input>, isWanted: Wanted) {
  const { store, caller, clock } = given;
  const { items, ...listed } = await storePage(
    given,
    model.ListServiceSpecificCredentials,
    (page) => store.serviceCredentials.list(caller.account, page),
    ({ id }) => id,
  );
  const credentials: model.ServiceSpecificCredentialMetadata[] = [];
  for (const one of items.filter(isWanted)) {
    const user = await store.users.byId(caller.account, one.userId);
    // Deleted since the page was read.
    if (user !== undefined) credentials.push(listedCredential(one, user.name, secondsOf(clock)));
  }
  return { ServiceSpecificCredentials: credentials, ...listed };
}
