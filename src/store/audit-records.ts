/** What the audit trail keeps in the database: so that a change and its event are one commit, and that a file cut short is seen. */

/** The event of a change, from its commit until it stands in the trail's file. */
export interface OutboxRecord {
  /** The id of the event, which is the same in the file. */
  readonly id: string;
  /** The trail that it is for. */
  readonly trail: string;
  readonly account: string;
  readonly createdAt: number;
  /** The event as JSON. What the operation answered is not in it: it was not known yet. */
  readonly event: string;
}

/** How far a trail had come when this was written. */
export interface TrailHeadRecord {
  readonly trail: string;
  readonly file: number;
  readonly batch: number;
  /** The seal of that batch. */
  readonly seal: string;
}
