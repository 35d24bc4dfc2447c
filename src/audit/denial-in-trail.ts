import type { DecisionRecord } from './decision-record.ts';
import { readTrail } from './read-trail.ts';
import { type Reasons, whyDenied } from './why.ts';

/** What an encoded message tells of the request that was denied. */
export interface DeniedRequest {
  readonly action: string;
  readonly resource: string;
  /** Context keys in lower case. */
  readonly context: ReadonlyMap<string, readonly string[]>;
}

/**
 * The newest denial in the trail that is of this very request, with the documents as they were then. The message does not name
 * it: it is told by the action, the resource and all of the context, which holds the second and who asked.
 */
export function denialInTrail(folder: string, request: DeniedRequest): Reasons | undefined {
  let found: string | undefined;
  for (const entry of readTrail(folder)) {
    const decision = entry.kind === 'event' ? entry.event.additionalEventData?.decision : undefined;
    if (entry.kind === 'event' && decision !== undefined && isOf(decision as DecisionRecord, request))
      found = entry.event.eventID;
  }
  return found === undefined ? undefined : whyDenied(folder, found);
}

function isOf(decision: DecisionRecord, { action, resource, context }: DeniedRequest): boolean {
  if (decision.action !== action || decision.resource !== resource || context.size === 0) return false;
  return [...context].every(([key, values]) => {
    const recorded = Object.hasOwn(decision.context, key) ? decision.context[key]! : [];
    return JSON.stringify([recorded].flat()) === JSON.stringify(values);
  });
}
