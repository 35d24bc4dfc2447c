import type { Scenario } from './scenarios.ts';

/** An engine under measurement. Each is called in the way that its documentation calls fast. */
export interface Engine {
  readonly name: string;
  readonly version: string;
  /** Reads the policies, beforehand. What it gives decides a request by number, its context built anew each time. */
  readonly prepare: (scenario: Scenario) => Decide;
  /** What it gives goes from the documents' text to the decision each time. */
  readonly cold: (scenario: Scenario) => Decide;
}

export type Decide = (request: number) => boolean;

export interface NotRun {
  readonly name: string;
  readonly notRun: string;
}
