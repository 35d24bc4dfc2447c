/** What an error of the database means to the store, whichever engine said it. */
export type Problem =
  /** A name or id that stands already. */
  | 'taken'
  /** What it belongs to is not there. */
  | 'dangling'
  /** Somebody else holds what it needs. */
  | 'busy'
  /** Given up by the database through no fault of its own: it can be done again as it was. */
  | 'again'
  /** The connection is gone, or was never made; nothing was committed over it. */
  | 'lost'
  | 'full'
  | 'not-a-database'
  /** What lies on disk cannot be trusted. */
  | 'failed'
  | 'other';

export type ProblemOf = (error: unknown) => Problem;
