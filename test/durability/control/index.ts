import {
  alias,
  organizationFeatures,
  outboundFederation,
  passwordPolicy,
  reports,
  tokenPreferences,
} from './account.ts';
import { serverCertificate, signingCertificate } from './certificates.ts';
import { accessKey, loginProfile, mfaDevice, serviceCredential, sshKey } from './credentials.ts';
import {
  type Answer,
  type Asking,
  type Fields,
  type Life,
  type Place,
  type States,
  type Step,
  stateOf,
} from './life.ts';
import { managedPolicy } from './policies.ts';
import { group, instanceProfile, role, serviceLinkedRole, user } from './principals.ts';
import { proofs } from './proofs.ts';
import { oidcProvider, samlProvider } from './providers.ts';

/** One life of every kind that the control plane keeps. `control.test.ts` holds them to be complete. */
export const lives: readonly Life[] = [
  user,
  group,
  role,
  managedPolicy,
  instanceProfile,
  serviceLinkedRole,
  accessKey,
  loginProfile,
  mfaDevice,
  sshKey,
  serviceCredential,
  serverCertificate,
  signingCertificate,
  oidcProvider,
  samlProvider,
  alias,
  passwordPolicy,
  tokenPreferences,
  outboundFederation,
  organizationFeatures,
  reports,
];

/** Walks a life to its end. `take` does a step, whose outcome is to be these states, and gives the answer. */
export async function walk(
  life: Life,
  place: Place,
  take: (step: Step, states: States) => Promise<Answer>,
): Promise<void> {
  const object = `${life.kind}:${place.account}:${place.name}`;
  const course = life.course(place);
  let fields: Fields = {};
  for (let next = course.next(); next.done !== true; ) {
    const { operation, set, proofs: proven } = next.value;
    fields = { ...fields, ...set };
    const own = operation === undefined ? {} : { [object]: stateOf(fields) };
    next = course.next(await take(next.value, { ...own, ...proven }));
  }
}

/** The state of an object of `walk`, as it can be read now. */
export async function readObject(object: string, askingIn: (account: string) => Asking): Promise<string | null> {
  const [kind, account = '', ...words] = object.split(':');
  const asking = askingIn(account);
  const life = lives.find((each) => each.kind === kind);
  if (life !== undefined) return stateOf(await life.read(asking, words.join(':')));
  const proof = proofs.find((each) => each.kind === kind);
  if (proof === undefined) throw new Error(`nobody can read ${object}`);
  return proof.read(asking, words);
}
