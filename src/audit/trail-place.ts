import type { KeyObject } from 'node:crypto';

/** How far a trail has come: its last batch. */
export interface Head {
  readonly file: number;
  readonly batch: number;
  readonly seal: string;
}

/** A file that somebody else is to go on with. */
export interface LeftFile {
  readonly number: number;
  readonly path: string;
  /** The UTC day on which it was begun. */
  readonly day: number;
  /** How much of it is sealed. */
  readonly bytes: number;
}

/** A place in a trail from which to go on. */
export interface TrailPlace {
  readonly folder: string;
  readonly id: string;
  readonly key: KeyObject;
  readonly head: Head;
  /** The file to go on with; where there is none, the next batch begins one. */
  readonly left?: LeftFile | undefined;
}
