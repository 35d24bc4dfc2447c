import { actionsIn, actionsMeant, at, covers, isAllow, isGranting, overlap, resourcesIn } from '../look.ts';
import type { LintedDocument, Rule } from '../types.ts';

const standsOnResources = ({ kind }: LintedDocument): boolean => kind !== 'trust';

/** An ARN pattern as it can be compared: its six parts, of any partition, with a star for each variable. */
function comparable(resource: string): readonly string[] {
  const parts = resource.replaceAll(/\$\{[^}]*\}/g, '*').split(':');
  while (parts.length < 6) parts.push('*');
  return ['*', ...parts.slice(2, 5), parts.slice(5).join(':')];
}

const areAlike = (one: readonly string[], other: readonly string[]): boolean =>
  one.every((part, i) => overlap(part, other[i]!));

export const resourceRules: readonly Rule[] = [
  {
    id: 'resource-of-no-action',
    level: 'note',
    title: 'A resource that none of the actions acts on',
    why: 'The entry has no effect: each action is asked about resources of its own types only.',
    advice: "Name a resource of one of the actions' types, or leave the entry out.",
    *find(document) {
      if (!standsOnResources(document)) return;
      for (const statement of document.statements) {
        if (statement.action === undefined || statement.resource === undefined) continue;
        const meant = actionsIn(statement).map(({ value }) => actionsMeant(value));
        if (meant.some((one) => one === undefined || one.actions.length === 0)) continue;
        const templates = [...new Set(meant.flatMap((one) => one!.actions.flatMap(({ resources }) => resources)))].map(
          comparable,
        );
        // Where no action acts on anything, another rule says so.
        if (templates.length === 0) continue;
        for (const resource of resourcesIn(statement)) {
          const pattern = comparable(resource.value);
          if (resource.value === '*' || templates.some((template) => areAlike(pattern, template))) continue;
          yield at(resource, 'none of the actions of this statement acts on such a resource');
        }
      }
    },
  },
  {
    id: 'needs-star',
    level: 'note',
    title: 'An action that acts on no resource, on a resource',
    why: 'An action without a resource type is asked about `*` alone: with any other resource it is not allowed.',
    advice: 'Give the action a statement of its own, with `"Resource": "*"`.',
    *find(document) {
      if (!isGranting(document)) return;
      for (const statement of document.statements.filter(isAllow)) {
        if (statement.resource === undefined || resourcesIn(statement).some(({ value }) => value === '*')) continue;
        for (const action of statement.action?.values ?? []) {
          const found = actionsMeant(action.value);
          if (found === undefined || found.actions.length !== 1 || /[*?]/.test(action.value)) continue;
          if (found.actions[0]!.resources.length === 0 && hasSome(found.service.actions.values()))
            yield at(action, 'this action is asked about `*` alone, which no entry of Resource is');
        }
      }
    },
  },
  {
    id: 'covered-entry',
    level: 'note',
    title: 'An entry that another entry of its list covers',
    why: 'It says nothing that is not said beside it, and misleads whoever takes the other away.',
    advice: 'Leave it out.',
    *find({ statements }) {
      for (const statement of statements)
        for (const list of [statement.action, statement.notAction, statement.resource, statement.notResource]) {
          const values = list?.values ?? [];
          const isAction = list === statement.action || list === statement.notAction;
          const texts = values.map(({ value }) => (isAction ? value.toLowerCase() : value));
          // A list as long as that is a machine's.
          if (values.length > ENTRIES_MAX) continue;
          for (const [i, text] of texts.entries()) {
            const by = texts.findIndex((other, j) => j !== i && covers(other, text) && (other !== text || j < i));
            if (by >= 0) yield at(values[i]!, `\`${values[by]!.value}\` covers this`);
          }
        }
    },
  },
];

const ENTRIES_MAX = 400;

/** Whether the catalogue knows resources of this service at all. */
function hasSome(actions: Iterable<{ readonly resources: readonly string[] }>): boolean {
  for (const { resources } of actions) if (resources.length > 0) return true;
  return false;
}
