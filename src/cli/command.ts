import type { Command } from 'commander';
import type { House } from './house.ts';
import type { Terminal } from './terminal.ts';

/** What a command is built with. */
export interface Kit {
  readonly house: House;
  readonly terminal: Terminal;
  /** Ends with another exit code than 0 although nothing went wrong. */
  readonly exitWith: (code: number) => void;
}

/** Adds a command to the program: one file each, in `commands/`. */
export type AddCommand = (program: Command, kit: Kit) => void;
