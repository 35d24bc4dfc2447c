import { rootArn } from '../base/arn.ts';
import { secondsOf } from '../base/clock.ts';
import { isAccountId } from '../base/identifiers.ts';
import { common } from '../model/fault.ts';
import * as model from '../model/generated/sts.ts';
import { type Given, operation } from '../operation/operation.ts';
import { isMember } from '../principal/organization.ts';
import type { RootSession } from '../token/claims.ts';
import { chainOf } from './chain.ts';
import { issue, issuedAnswer } from './issue.ts';

/** What root may be assumed for: these policies of AWS's and no other (sts.md 3.4). */
const TASKS: ReadonlySet<string> = new Set(
  [
    'IAMAuditRootUserCredentials',
    'IAMCreateRootUserPassword',
    'IAMDeleteRootUserCredentials',
    'S3UnlockBucketPolicy',
    'SQSUnlockQueuePolicy',
  ].map((name) => `arn:aws:iam::aws:policy/root-task/${name}`),
);

const SECONDS_MAX = 900;

/**
 * Issues credentials of the root of a member account, for one task and at most fifteen minutes, to the organisation's
 * management account or a delegated administrator (https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoot.html).
 *
 * An account that is no member, an organisation without root sessions and a caller who does not manage it are refused in
 * the words of a caller who may not: nobody learns from it which accounts there are.
 */
export const AssumeRoot = operation(model.AssumeRoot, {
  refusal: 'plain',
  check({ input, caller }) {
    if (caller.kind === 'root' || caller.kind === 'root-session')
      throw common.AccessDenied('Root may not be assumed by root accounts.');
    const target = targetOf(input.TargetPrincipal);
    if (target === undefined) throw common.ValidationError(`${input.TargetPrincipal} is invalid`);
    const task = input.TaskPolicyArn.arn ?? '';
    if (!TASKS.has(task)) throw common.ValidationError(`${task} is not a valid task policy.`);
    return { target, task };
  },
  load: ({ store, caller, input }) => mayManage(store, caller.account, targetOf(input.TargetPrincipal)!),
  access: ({ checked: { target, task } }) => [
    {
      action: 'sts:AssumeRoot',
      resource: rootArn(target),
      context: new Map([
        ['sts:taskpolicyarn', { kind: 'single' as const, value: task }],
        ['aws:resourceaccount', { kind: 'single' as const, value: target }],
      ]),
    },
  ],

  async handle(given) {
    const { input, caller, checked, found: isManaged, clock, request, directory } = given;
    const { target, task } = checked;
    if (!isManaged) throw common.AccessDenied(notAuthorized(caller.arn, target));
    const issuedAt = secondsOf(clock);
    const claims: RootSession = {
      kind: 'root',
      account: target,
      issuedAt,
      // Zero, which the schema takes, means no wish of one's own.
      expiresAt: issuedAt + (input.DurationSeconds || SECONDS_MAX),
      sourceIdentity: caller.session?.sourceIdentity,
      tags: [],
      policy: undefined,
      policyArns: [task],
      region: request.region,
      assumedBy: chainOf(caller),
      epoch: 0,
      accountEpoch: await directory.accountEpoch(target),
    };
    return { ...issuedAnswer(issue(given, claims)), SourceIdentity: claims.sourceIdentity };
  },
});

/** The account that is meant: by its id, or by the ARN of its root. */
function targetOf(principal: string): string | undefined {
  const account = /^arn:aws:iam::([0-9]{12}):root$/.exec(principal)?.[1] ?? principal;
  return isAccountId(account) ? account : undefined;
}

/** Whether the account manages the other one's organisation, for IAM, with root sessions switched on. */
async function mayManage(store: Given<unknown>['store'], manager: string, target: string): Promise<boolean> {
  const own = (await store.organizations.list()).find((organization) => isMember(organization, target));
  if (own === undefined || own.managementAccount === target || !own.features.includes('RootSessions')) return false;
  return own.managementAccount === manager || own.delegatedAdministrators.includes(manager);
}

const notAuthorized = (arn: string, target: string): string =>
  `User: ${arn} is not authorized to perform: sts:AssumeRoot on resource: ${rootArn(target)}`;
