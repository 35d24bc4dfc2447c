import { knownService, serviceNames } from '../catalogue.ts';
import { actionParts, actionsIn, actionsMeant, at, isAllow, isGranting, resourcesIn } from '../look.ts';
import { nearest } from '../near.ts';
import type { Rule } from '../types.ts';

const meant = (name: string | undefined): string => (name === undefined ? '' : `; did you mean \`${name}\`?`);

export const actionRules: readonly Rule[] = [
  {
    id: 'unknown-service',
    level: 'warning',
    title: 'A service that AWS does not have',
    why: 'The statement is about nothing, so that it allows, or denies, nothing.',
    advice: 'Correct the prefix of the action.',
    *find({ statements }) {
      for (const statement of statements)
        for (const action of actionsIn(statement)) {
          const service = actionParts(action.value)?.service;
          if (service === undefined || /[*?]/.test(service) || knownService(service) !== undefined) continue;
          yield at(action, `no service has the prefix \`${service}\`${meant(nearest(service, serviceNames()))}`);
        }
    },
  },
  {
    id: 'unknown-action',
    level: 'warning',
    title: 'An action that the service does not have',
    why: 'A misspelt action allows nothing; in a Deny it leaves open what it was to close.',
    advice: "Correct the name by the service's list of actions.",
    *find({ statements }) {
      for (const statement of statements)
        for (const action of actionsIn(statement)) {
          const found = actionsMeant(action.value);
          if (found === undefined || found.actions.length > 0) continue;
          const { service, operation } = actionParts(action.value)!;
          const names = [...found.service.actions.values()].map(({ name }) => name);
          const near = /[*?]/.test(operation) ? undefined : nearest(operation, names);
          yield at(action, `\`${service}\` has no action \`${action.value.slice(service.length + 1)}\`${meant(near)}`);
        }
    },
  },
  {
    id: 'action-names-nothing',
    level: 'warning',
    title: 'An entry that names no action at all',
    why: 'White space, a comma or an empty half makes an entry that IAM stores and that never matches.',
    advice: 'Write each action as an entry of its own, as `service:Action`.',
    *find({ statements }) {
      for (const statement of statements)
        for (const action of actionsIn(statement))
          if (action.value !== '*' && (/[\s,]/.test(action.value) || /^:|:$/.test(action.value)))
            yield at(action, 'this entry names no action: it never matches');
    },
  },
  {
    id: 'allow-not-action',
    level: 'warning',
    title: 'Allow with NotAction',
    why: 'It allows everything but what is named: every service that AWS will ever have too.',
    advice: 'Name what is allowed in Action; to take something away, deny it.',
    *find({ statements, kind }) {
      // Within control policies and boundaries it is the usual way to say what stays open: they grant nothing.
      if (kind === 'scp' || kind === 'boundary' || kind === 'rcp') return;
      for (const statement of statements.filter(isAllow))
        if (statement.notAction !== undefined && resourcesIn(statement).some(({ value }) => value === '*'))
          yield at(
            { start: statement.notAction.start, end: statement.notAction.start + 1 },
            'every action is allowed but those that are named',
          );
    },
  },
  {
    id: 'allow-everything',
    level: 'warning',
    title: 'Everything is allowed',
    why: 'Whoever has the policy is an administrator of the account.',
    advice: 'Name the actions that are needed.',
    *find(document) {
      if (!isGranting(document)) return;
      for (const statement of document.statements.filter(isAllow)) {
        if ((statement.conditions ?? []).length > 0 || statement.notAction !== undefined) continue;
        const action = actionsIn(statement).find(({ value }) => /^\*$|^\*:\*$/.test(value));
        if (
          action !== undefined &&
          resourcesIn(statement).some(({ value }) => value === '*') &&
          statement.resource !== undefined
        )
          yield at(action, 'every action on every resource is allowed');
      }
    },
  },
];
