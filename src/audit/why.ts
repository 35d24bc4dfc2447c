import type { DecisionRecord } from './decision-record.ts';
import { type ReadEvent, readTrail } from './read-trail.ts';

/** A denial with the texts of the documents that it rests on, as they were then. */
export interface Reasons {
  readonly event: ReadEvent;
  readonly decision: DecisionRecord;
  /** The statements that refused, as they stood in their documents. */
  readonly statements: readonly { readonly layer: string; readonly text: string }[];
  /** Documents by hash. */
  readonly documents: ReadonlyMap<string, string>;
}

/** Why a call was refused; `undefined` where the trail has no such event, or it was not refused by a decision. */
export function whyDenied(folder: string, eventId: string): Reasons | undefined {
  const documents = new Map<string, string>();
  for (const entry of readTrail(folder)) {
    if (entry.kind === 'document') documents.set(entry.sha256, entry.text);
    else if (entry.event.eventID === eventId) {
      const decision = entry.event.additionalEventData?.decision as DecisionRecord | undefined;
      if (decision === undefined) return undefined;
      const named = new Set(decision.documents.map(({ sha256 }) => sha256));
      const statements = decision.statements.map(({ sha256, layer, start, end }) => ({
        layer,
        text: (documents.get(sha256) ?? '').slice(start, end),
      }));
      const texts = new Map([...documents].filter(([sha256]) => named.has(sha256)));
      return { event: entry.event, decision, statements, documents: texts };
    }
  }
  return undefined;
}
