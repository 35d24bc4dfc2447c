/** A refusal at the sign-in door: its status, what the page says, and what its reader can do. */
export interface Refusal {
  readonly status: number;
  readonly title: string;
  readonly description: string;
}

const SYNTAX = 'The request sent by the client was syntactically incorrect.';
/** AWS's page, for credentials of every wrong kind alike, expired ones too (sts.md 7): nobody learns from it which it was. */
const CREDENTIALS: Refusal = { status: 400, title: 'Invalid credentials parameter', description: SYNTAX };
const AGAIN = 'Get a new sign-in link where you got this one.';

/** Why somebody was not signed in. The words of a row are the problem that events name. */
export const REFUSALS = {
  'malformed request': { status: 400, title: 'Invalid request', description: SYNTAX },
  'unknown action': { status: 400, title: 'Invalid Action parameter', description: SYNTAX },
  'malformed session': CREDENTIALS,
  'invalid credentials': CREDENTIALS,
  'expired credentials': CREDENTIALS,
  'revoked credentials': CREDENTIALS,
  'credentials that cannot sign in': CREDENTIALS,
  'duration not allowed': CREDENTIALS,
  destination: {
    status: 400,
    title: 'Invalid Destination parameter',
    description:
      'The link leads to an address that is not registered here. The operator of this server can register it.',
  },
  embedded: {
    status: 403,
    title: 'Sign-in was refused',
    description: 'A sign-in link has to be opened as a page of its own, and was not.',
  },
  'not protected': {
    status: 403,
    title: 'Sign-in needs https',
    description: 'This connection is not encrypted. Open the same link with https.',
  },
  'invalid link': { status: 400, title: 'This sign-in link is not valid', description: AGAIN },
  'expired link': { status: 400, title: 'This sign-in link has expired', description: AGAIN },
  'used link': { status: 400, title: 'This sign-in link has been used', description: AGAIN },
  'revoked link': { status: 400, title: 'This sign-in link has been revoked', description: AGAIN },
  'not from our page': {
    status: 403,
    title: 'Nothing was changed',
    description: 'The request did not come from the page that it should come from. Open that page again.',
  },
  unavailable: { status: 503, title: 'Try again', description: 'The server cannot do this at the moment.' },
  bug: { status: 500, title: 'Something went wrong', description: 'The cause is in the log of the server.' },
} as const satisfies Readonly<Record<string, Refusal>>;

export type Problem = keyof typeof REFUSALS;

/** Thrown by whoever finds out; the door makes a page of it. */
export class Refused extends Error {
  readonly problem: Problem;
  /** Where to get a new link, as the link says. */
  readonly issuer: string | undefined;
  constructor(problem: Problem, issuer?: string) {
    super(problem);
    this.name = 'Refused';
    this.problem = problem;
    this.issuer = issuer;
  }
}
