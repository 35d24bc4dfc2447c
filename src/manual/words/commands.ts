import { answers } from './commands/answers.ts';
import type { CommandWords } from './commands/command-words.ts';
import { people } from './commands/people.ts';
import { store } from './commands/store.ts';

/** The program. */
export const aboutRolecall: readonly string[] = [
  "Rolecall is the AWS Security Token Service that you run yourself. It speaks AWS's STS and IAM protocols, so that the AWS CLI and the AWS SDKs work with it unchanged, and decides AssumeRole by AWS's rules, always.",
  'A store is a folder with a database and a key file, or a PostgreSQL database with a key file. `rolecall init` makes one, `rolecall serve` serves it, `rolecall up` does both. Administrative commands take `--data DIR`: where a server runs on the folder they speak to it, else they open the store, and what they did is in force when they end.',
  'What can be set is set by a flag, by a variable `ROLECALL_...` or by a key of `rolecall.yaml`; the flag wins over the variable, the variable over the file.',
];

/** What is said about commands of our own, by their names. */
export const commandWords: ReadonlyMap<string, CommandWords> = new Map([...store, ...people, ...answers]);
