import type { Json, JsonMember } from '../base/json.ts';

/** What a statement may hold, by the names of policy.md 1.2. */
export class StatementElements {
  Sid: Json | undefined;
  Effect: Json | undefined;
  Principal: Json | undefined;
  NotPrincipal: Json | undefined;
  Action: Json | undefined;
  NotAction: Json | undefined;
  Resource: Json | undefined;
  NotResource: Json | undefined;
  Condition: Json | undefined;
}

/**
 * Sorts the members of a statement. `refuse` is told of the first that is none of its elements. Spelled out, because a map
 * has to hash each name anew: it took half of the time of reading a tree.
 */
export function statementElements(
  members: readonly JsonMember[],
  refuse: (offset: number) => never,
): StatementElements {
  const elements = new StatementElements();
  for (const { name, start, value } of members) {
    switch (name) {
      case 'Sid':
        elements.Sid = value;
        break;
      case 'Effect':
        elements.Effect = value;
        break;
      case 'Principal':
        elements.Principal = value;
        break;
      case 'NotPrincipal':
        elements.NotPrincipal = value;
        break;
      case 'Action':
        elements.Action = value;
        break;
      case 'NotAction':
        elements.NotAction = value;
        break;
      case 'Resource':
        elements.Resource = value;
        break;
      case 'NotResource':
        elements.NotResource = value;
        break;
      case 'Condition':
        elements.Condition = value;
        break;
      default:
        refuse(start);
    }
  }
  return elements;
}
