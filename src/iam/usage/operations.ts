import { secondsOf } from '../../base/clock.ts';
import { uuid } from '../../base/identifiers.ts';
import * as model from '../../model/generated/iam.ts';
import { type Given, type Operation, operation } from '../../operation/operation.ts';
import type { Caller } from '../../principal/caller.ts';
import { iamFaults } from '../faults.ts';
import { listPage } from '../paging.ts';
import { ask, entityTags, resourceTags } from '../question.ts';
import { serviceNames } from './generated/service-names.ts';
import { holdersOf } from './holders.ts';
import { lastAttempt, servicesLastAccessed } from './report.ts';
import { arnOfEntity, loadSubject, readSubject, type Subject } from './subject.ts';

const KIND = 'service-last-accessed';
/** How long a report can be fetched. AWS keeps them for days; ours cost as little to make again. */
const KEPT_SECONDS = 24 * 3600;

/** What a job keeps. */
interface Body {
  readonly arn: string;
  readonly granularity: string;
  /** Who asked: nobody else may fetch the report. */
  readonly askedBy: string;
  readonly services: readonly model.ServiceLastAccessed[];
}

/**
 * Makes the report of what a user, group, role or policy could use and has used. It is made at once, so its status is
 * COMPLETED when first asked for.
 */
const GenerateServiceLastAccessedDetails = operation(model.GenerateServiceLastAccessedDetails, {
  check: (given) => {
    readSubject(given);
  },
  load: (given) => loadSubject(given, given.caller.account, given.input.Arn),
  access: ({ input, found }) => ask(model.GenerateServiceLastAccessedDetails, input.Arn, tagsOf(found)),
  async handle(given) {
    const { store, caller, input, found, clock, entropy } = given;
    if (found === undefined) throw iamFaults.NoSuchEntity(`ARN ${input.Arn} does not exist.`);
    const { Arn: arn, Granularity: granularity = 'SERVICE_LEVEL' } = input;
    const services = await servicesLastAccessed(given, caller.account, found, granularity);
    const body: Body = { arn, granularity, askedBy: askerOf(caller), services };
    const id = uuid(entropy);
    const createdAt = secondsOf(clock);
    await store.change(async (tx) => {
      await tx.remove.jobsBefore(caller.account, KIND, createdAt - KEPT_SECONDS);
      await tx.put.job({ id, account: caller.account, kind: KIND, createdAt, body: JSON.stringify(body) });
    });
    return { JobId: id };
  },
});

const GetServiceLastAccessedDetails = operation(model.GetServiceLastAccessedDetails, {
  load: loadJob,
  access: () => ask(model.GetServiceLastAccessedDetails, '*'),
  async handle(given) {
    const { createdAt, body } = present(given);
    const { items, ...listed } = listPage(
      given,
      model.GetServiceLastAccessedDetails,
      body.services,
      ({ ServiceNamespace }) => ServiceNamespace,
    );
    return {
      JobStatus: 'COMPLETED' as const,
      JobType: body.granularity as model.GetServiceLastAccessedDetailsResponse['JobType'],
      JobCreationDate: createdAt,
      ServicesLastAccessed: [...items],
      JobCompletionDate: createdAt,
      ...listed,
    };
  },
});

/** Who could have used the subject's permissions for one service, and when each last tried to: the latest first. */
const GetServiceLastAccessedDetailsWithEntities = operation(model.GetServiceLastAccessedDetailsWithEntities, {
  load: loadJob,
  access: () => ask(model.GetServiceLastAccessedDetailsWithEntities, '*'),
  async handle(given) {
    const { createdAt, body } = present(given);
    const { ServiceNamespace: namespace } = given.input;
    if (!serviceNames.has(namespace)) throw iamFaults.InvalidInput(`Service namespace ${namespace} is not valid.`);
    const { account } = given.caller;
    const subject = await loadSubject(given, account, body.arn);
    const holders = subject === undefined ? [] : await holdersOf(given, account, subject);
    const details: { readonly at: number | undefined; readonly info: model.EntityInfo }[] = [];
    for (const holder of holders) {
      const { id: Id, name: Name, path: Path } = holder.record;
      const Type = holder.kind === 'user' ? ('USER' as const) : ('ROLE' as const);
      const at = (await lastAttempt(given, account, holder, namespace))?.at;
      details.push({ at, info: { Arn: arnOfEntity(holder), Name, Type, Id, Path } });
    }
    const { items, ...listed } = listPage(
      given,
      model.GetServiceLastAccessedDetailsWithEntities,
      details.sort((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1)),
      placeOf,
    );
    return {
      JobStatus: 'COMPLETED' as const,
      JobCreationDate: createdAt,
      JobCompletionDate: createdAt,
      EntityDetailsList: items.map(({ at, info }) => ({ EntityInfo: info, LastAuthenticated: at })),
      ...listed,
    };
  },
});

export const usageOperations: readonly Operation[] = [
  GenerateServiceLastAccessedDetails,
  GetServiceLastAccessedDetails,
  GetServiceLastAccessedDetailsWithEntities,
];

interface Job {
  readonly createdAt: number;
  readonly body: Body;
}

/** The report of this very caller; another's is not there. */
async function loadJob({
  store,
  caller,
  input,
  clock,
}: Pick<Given<{ readonly JobId: string }>, 'store' | 'caller' | 'input' | 'clock'>): Promise<Job | undefined> {
  const job = await store.jobs.byId(caller.account, input.JobId);
  if (job === undefined || job.kind !== KIND || job.createdAt < secondsOf(clock) - KEPT_SECONDS) return undefined;
  const body = JSON.parse(job.body) as Body;
  return body.askedBy === askerOf(caller) ? { createdAt: job.createdAt, body } : undefined;
}

function present({
  input,
  found,
}: {
  readonly input: { readonly JobId: string };
  readonly found: Job | undefined;
}): Job {
  if (found === undefined) throw iamFaults.NoSuchEntity(`The job with id ${input.JobId} cannot be found.`);
  return found;
}

/** A user, a role whatever the session, or root. */
const askerOf = ({ user, session, account }: Caller): string =>
  user?.id ?? (session?.kind === 'role' ? session.roleId : account);

const tagsOf = (found: Subject | undefined) =>
  found === undefined || found.kind === 'group'
    ? []
    : found.kind === 'policy'
      ? resourceTags(found.record.tags)
      : entityTags(found.record.tags);

/** Newest first, then by ARN; those that were never seen last. */
const placeOf = ({ at = 0, info }: { readonly at: number | undefined; readonly info: model.EntityInfo }): string =>
  `${String(LATEST - at).padStart(12, '0')}/${info.Arn}`;

const LATEST = 999_999_999_999;
