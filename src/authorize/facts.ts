import type { Answer } from '../authorizer/question.ts';
import type { OperationFacts, Shape } from '../model/facts.ts';
import type { ForwardedCall } from '../operation/request-event.ts';
import type { ReadQuestion } from './read-question.ts';

/** What the operation is handed. The members that the facts name stand in the trail, and no other does. */
export interface AuthorizeInput extends Pick<ReadQuestion, 'service' | 'action' | 'resource' | 'resourceAccount'> {
  readonly method: string;
  /** Without its query, in which signatures and tokens may stand. */
  readonly path: string;
  readonly remoteAddress: string | undefined;
  readonly question: ReadQuestion;
  /** Told whose request it was and what was decided, for the event. */
  readonly note: (forwarded: ForwardedCall) => void;
}

const text: Shape = { type: 'string' };

/** Authorize, in the form in which AWS's operations are written down: gate, trail and figures read it as they read theirs. */
export const Authorize: OperationFacts<AuthorizeInput, Answer, 'rolecall'> = {
  service: { name: 'rolecall', version: '2026-11-01', namespace: '' },
  name: 'Authorize',
  input: {
    type: 'structure',
    members: {
      service: text,
      action: text,
      resource: text,
      resourceAccount: text,
      method: text,
      path: text,
      remoteAddress: text,
    },
    required: ['service', 'action', 'resource'],
  },
  output: {
    type: 'structure',
    members: {
      decision: text,
      authenticated: { type: 'boolean' },
      error: { type: 'structure', members: { code: text }, required: [] },
    },
    required: [],
  },
  errors: [{ code: 'MalformedPolicyDocument', status: 400 }],
};
