import { secondsOf } from '../../base/clock.ts';
import { uuid } from '../../base/identifiers.ts';
import * as model from '../../model/generated/iam.ts';
import { type Operation, operation } from '../../operation/operation.ts';
import { iamFaults } from '../faults.ts';
import { ask } from '../question.ts';
import { credentialRows } from './credential-rows.ts';
import { csvText } from './csv.ts';

const KIND = 'credential-report';
/** So long a report stands, and no other is made. */
const KEPT_SECONDS = 4 * 3600;

/**
 * Makes a report of everybody's credentials, unless there is one of the last four hours. It is made when this answers
 * that it was started, so that nobody ever finds it in progress; who asks again is told that it is complete, as at AWS.
 */
const GenerateCredentialReport = operation(model.GenerateCredentialReport, {
  access: () => ask(model.GenerateCredentialReport, '*'),
  async handle({ store, caller: { account }, clock, entropy }) {
    const before = await store.jobs.latest(account, KIND);
    const createdAt = secondsOf(clock);
    if (before !== undefined && createdAt <= before.createdAt + KEPT_SECONDS) return { State: 'COMPLETE' as const };

    const body = JSON.stringify({ csv: csvText(await credentialRows(store, account)) });
    const report = { id: uuid(entropy), account, kind: KIND, createdAt, body };
    await store.change(async (tx) => {
      const old = await tx.jobs.latest(account, KIND);
      if (old !== undefined) await tx.remove.job(account, old.id);
      await tx.put.job(report);
    });
    const what = before === undefined ? 'No report exists.' : 'The report has expired.';
    return { State: 'STARTED' as const, Description: `${what} Starting a new report generation task` };
  },
});

const GetCredentialReport = operation(model.GetCredentialReport, {
  access: () => ask(model.GetCredentialReport, '*'),
  async handle({ store, caller, clock }) {
    const report = await store.jobs.latest(caller.account, KIND);
    // Recorded of AWS: these refusals have no sentence.
    if (report === undefined) throw iamFaults.ReportNotPresent();
    if (secondsOf(clock) > report.createdAt + KEPT_SECONDS) throw iamFaults.ReportExpired();
    const { csv } = JSON.parse(report.body) as { readonly csv: string };
    return { Content: Buffer.from(csv), ReportFormat: 'text/csv' as const, GeneratedTime: report.createdAt };
  },
});

export const reportOperations: readonly Operation[] = [GenerateCredentialReport, GetCredentialReport];
