import type { Terminal } from '../terminal.ts';

/** What a command is run with. */
export interface Surroundings {
  readonly terminal: Terminal;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly version: string;
}
