import { matches, patternOf } from '../../policy/pattern.ts';
import type { StatementTree } from '../../policy/tree.ts';
import { at, concerns, hasCondition, isAllow, isGranting, resourcesIn } from '../look.ts';
import type { Rule } from '../types.ts';

/** Ways by which a principal can give itself more than it has: all the actions of a row together. */
const WAYS: readonly { readonly actions: readonly string[]; readonly by: string }[] = [
  { actions: ['iam:CreatePolicyVersion'], by: 'rewrites a policy that it has' },
  { actions: ['iam:SetDefaultPolicyVersion'], by: 'puts an older version of a policy in force' },
  { actions: ['iam:AttachUserPolicy'], by: 'attaches any policy to itself' },
  { actions: ['iam:AttachGroupPolicy'], by: 'attaches any policy to a group that it is in' },
  { actions: ['iam:AttachRolePolicy', 'sts:AssumeRole'], by: 'attaches any policy to a role that it assumes' },
  { actions: ['iam:PutUserPolicy'], by: 'writes itself a policy' },
  { actions: ['iam:PutGroupPolicy'], by: 'writes a policy for a group that it is in' },
  { actions: ['iam:PutRolePolicy', 'sts:AssumeRole'], by: 'writes a policy for a role that it assumes' },
  { actions: ['iam:AddUserToGroup'], by: 'joins a group that may more' },
  { actions: ['iam:CreateAccessKey'], by: 'makes keys of a user who may more' },
  { actions: ['iam:CreateLoginProfile'], by: 'sets the password of a user who may more' },
  { actions: ['iam:UpdateLoginProfile'], by: 'changes the password of a user who may more' },
  { actions: ['iam:UpdateAssumeRolePolicy', 'sts:AssumeRole'], by: 'makes a role trust it' },
  { actions: ['iam:DeleteUserPermissionsBoundary'], by: 'takes its own permissions boundary away' },
  { actions: ['iam:PutUserPermissionsBoundary'], by: 'sets its own permissions boundary' },
  { actions: ['iam:DeleteRolePermissionsBoundary'], by: 'takes the permissions boundary of its role away' },
  {
    actions: ['iam:PassRole', 'lambda:CreateFunction', 'lambda:InvokeFunction'],
    by: 'runs a function as a role that may more',
  },
  {
    actions: ['iam:PassRole', 'lambda:CreateFunction', 'lambda:CreateEventSourceMapping'],
    by: 'runs a function as a role that may more',
  },
  { actions: ['lambda:UpdateFunctionCode'], by: 'changes the code of a function whose role may more' },
  { actions: ['iam:PassRole', 'ec2:RunInstances'], by: 'starts a machine as a role that may more' },
  { actions: ['iam:PassRole', 'cloudformation:CreateStack'], by: 'makes a stack as a role that may more' },
  { actions: ['iam:PassRole', 'glue:CreateDevEndpoint'], by: 'opens an endpoint as a role that may more' },
  { actions: ['iam:PassRole', 'glue:CreateJob'], by: 'runs a job as a role that may more' },
  {
    actions: ['iam:PassRole', 'datapipeline:CreatePipeline', 'datapipeline:PutPipelineDefinition'],
    by: 'runs a pipeline as a role that may more',
  },
  {
    actions: ['iam:PassRole', 'codebuild:CreateProject', 'codebuild:StartBuild'],
    by: 'runs a build as a role that may more',
  },
  { actions: ['iam:PassRole', 'ecs:RegisterTaskDefinition', 'ecs:RunTask'], by: 'runs a task as a role that may more' },
  { actions: ['iam:PassRole', 'sagemaker:CreateNotebookInstance'], by: 'opens a notebook as a role that may more' },
  {
    actions: ['iam:PassRole', 'states:CreateStateMachine', 'states:StartExecution'],
    by: 'runs a state machine as a role that may more',
  },
  { actions: ['ssm:SendCommand'], by: 'runs commands on machines whose roles may more' },
  { actions: ['ssm:StartSession'], by: 'opens a shell on machines whose roles may more' },
];

/** Anything, or anything of IAM's kind: no particular user, role or policy. */
const ANYTHING = /^(?:\*|arn:[^:]*:[a-z0-9*-]*:[^:]*:[^:]*:(?:\*|[a-z-]+[/:]\*))$/;
const onAnything = (statement: StatementTree): boolean =>
  statement.notResource !== undefined || resourcesIn(statement).some(({ value }) => ANYTHING.test(value));

/** A statement that lets somebody have everything anyway: there is nothing to gain. */
const isEverything = (statement: StatementTree): boolean =>
  statement.action?.values.some(({ value }) => value === '*' || value === '*:*') === true;

export const escalationRules: readonly Rule[] = [
  {
    id: 'privilege-escalation',
    level: 'warning',
    title: 'A way to more permissions',
    why: 'Whoever has these permissions can give themselves others, up to all of the account, unless a permissions boundary or a control policy stands against it.',
    advice:
      'Limit the actions to particular resources, or ask for a permissions boundary by `iam:PermissionsBoundary`.',
    *find(document) {
      if (!isGranting(document)) return;
      const open = document.statements.filter(
        (one) => isAllow(one) && onAnything(one) && (one.conditions ?? []).length === 0,
      );
      if (open.some(isEverything)) return;
      const denied = (action: string) =>
        document.statements.some(
          (one) =>
            one.effect?.value === 'Deny' &&
            (one.conditions ?? []).length === 0 &&
            onAnything(one) &&
            concerns(one, action),
        );
      const told = new Set<string>();
      for (const { actions, by } of WAYS) {
        const holders = actions.map((action) => open.find((statement) => concerns(statement, action)));
        const [first] = holders;
        if (first === undefined || holders.includes(undefined) || actions.some(denied)) continue;
        const key = `${first.start} ${by}`;
        if (told.has(key)) continue;
        told.add(key);
        const list = actions.map((action) => `\`${action}\``).join(' and ');
        yield at(entryFor(first, actions[0]!), `with ${list} on anything it ${by}`);
      }
    },
  },
  {
    id: 'pass-any-role',
    level: 'warning',
    title: 'iam:PassRole on any role',
    why: 'Whoever can hand any role to a service acts, through the service, with the permissions of the strongest.',
    advice: 'Name the roles, and the service by `iam:PassedToService`.',
    *find(document) {
      if (!isGranting(document)) return;
      for (const statement of document.statements.filter(isAllow)) {
        if (
          statement.action === undefined ||
          isEverything(statement) ||
          !onAnything(statement) ||
          !concerns(statement, 'iam:PassRole')
        )
          continue;
        if (hasCondition(statement, 'iam:passedtoservice', 'iam:associatedresourcearn')) continue;
        const entry = statement.action.values.find(({ value }) => /pass|\*/i.test(value) && /^(?:iam|\*)/i.test(value));
        yield at(entry ?? statement.action.values[0]!, 'any role can be handed to any service');
      }
    },
  },
  {
    id: 'assume-any-role',
    level: 'note',
    title: 'sts:AssumeRole on any role',
    why: 'Which roles it opens is left to the trust policies of all accounts that there are.',
    advice: 'Name the roles.',
    *find(document) {
      if (!isGranting(document)) return;
      for (const statement of document.statements.filter(isAllow)) {
        if (
          isEverything(statement) ||
          (statement.conditions ?? []).length > 0 ||
          !concerns(statement, 'sts:AssumeRole')
        )
          continue;
        const any = resourcesIn(statement).find(({ value }) => value === '*');
        if (any !== undefined && statement.resource !== undefined && statement.action !== undefined)
          yield at(any, 'every role that trusts the account can be assumed');
      }
    },
  },
];

/** The entry that says so, or what comes nearest to it. */
function entryFor(statement: StatementTree, action: string): { readonly start: number; readonly end: number } {
  const entries = (statement.action ?? statement.notAction)?.values ?? [];
  const asked = action.toLowerCase();
  const entry = entries.find(({ value }) => matches(patternOf(value.toLowerCase()), asked));
  return entry ?? { start: statement.start, end: statement.start + 1 };
}
