import { secondsOf } from '../../base/clock.ts';
import { uniqueId } from '../../base/identifiers.ts';
import * as model from '../../model/generated/iam.ts';
import { operation } from '../../operation/operation.ts';
import type { ServiceCredentialRecord } from '../../store/credential-records.ts';
import type { UserRecord } from '../../store/records.ts';
import type { Reads } from '../../store/store.ts';
import { quotaExceeded } from '../faults.ts';
import { changing, loadUser, resourceOf, users } from '../noun.ts';
import { ask, entityTags, type Keys } from '../question.ts';
import { wholeCredential } from './describe.ts';
import { checkServiceName, newSecret, requireSupported, serviceNamed } from './services.ts';

const DAY_SECONDS = 24 * 60 * 60;
const QUOTA = 'ContextSpecificCredentialsPerUserPerContext';

/**
 * Makes a user name and password, or an API key, of a user for one service. The secret is in this answer and, unless
 * it is reset, in no other; what is stored is sealed (security.md 4.2).
 */
export const CreateServiceSpecificCredential = operation(model.CreateServiceSpecificCredential, {
  check: checkServiceName,
  load: loadUser,
  access: (given) =>
    ask(
      model.CreateServiceSpecificCredential,
      resourceOf(users, given),
      entityTags(given.found?.tags),
      serviceKey(serviceNamed(given.input.ServiceName)),
      ageKey(given.input.CredentialAgeDays),
    ),
  handle: (given) =>
    changing(users, given, async (tx, user) => {
      const { input, secrets, entropy, clock, quotas } = given;
      const { account } = user;
      const service = serviceNamed(input.ServiceName);
      requireSupported(service);
      const held = await tx.serviceCredentials.of(account, user.id);
      const quota = quotas.serviceCredentialsPerUser;
      if (held.filter((one) => one.service === service).length >= quota) throw quotaExceeded(QUOTA, quota);

      const serviceUserName = await freeName(tx, service, user, () => quotaExceeded(QUOTA, quota));
      const secret = newSecret(service, serviceUserName, entropy);
      const id = uniqueId('ACCA', entropy);
      const now = secondsOf(clock);
      const days = input.CredentialAgeDays;
      const credential: ServiceCredentialRecord = {
        ...{ id, account, userId: user.id, active: true, createdAt: now, service, serviceUserName },
        sealedSecret: secrets.seal(Buffer.from(secret), secretContext({ id, account })),
        expiresAt: days === undefined ? undefined : now + days * DAY_SECONDS,
      };
      await tx.put.serviceCredential(credential);
      return { ServiceSpecificCredential: wholeCredential(credential, user.name, now, secret) };
    }),
});

/** What a secret is bound to. Whoever opens it says the same. */
export const secretContext = ({ id, account }: Pick<ServiceCredentialRecord, 'id' | 'account'>) =>
  ({ table: 'service_credentials', column: 'sealed_secret', id, account }) as const;

/** The condition key of the service that a credential is for, or is to be for. */
export const serviceKey = (service: string | undefined): Keys =>
  service === undefined ? [] : [['iam:servicespecificcredentialservicename', { kind: 'single', value: service }]];

const ageKey = (days: number | undefined): Keys =>
  days === undefined ? [] : [['iam:servicespecificcredentialagedays', { kind: 'single', value: String(days) }]];

const MOST_NAMES = 1000;

/** `ann-at-111122223333`, `ann+1-at-...`: a user who was renamed keeps the names, so a later user of the old name finds them taken. */
async function freeName(reads: Reads, service: string, user: UserRecord, full: () => Error): Promise<string> {
  for (let number = 0; number < MOST_NAMES; number++) {
    const name = `${user.name}${number === 0 ? '' : `+${number}`}-at-${user.account}`;
    if ((await reads.serviceCredentials.byServiceUserName(service, name)) === undefined) return name;
  }
  throw full();
}
