/** The AWS CLI's exit codes (sts.md 10.5). */
export type ExitCode = 130 | 252 | 253 | 254 | 255;

export const WRONG_USAGE = 252;
export const WRONG_CONFIGURATION = 253;
export const REFUSED_BY_SERVICE = 254;
export const FAILED = 255;

/** A command that will not be done, or was refused: what the AWS CLI says of it, its exit code, and what we add to help. */
export class CommandError extends Error {
  readonly exitCode: ExitCode;
  /** Lines of our own, below the AWS CLI's text. */
  readonly hints: readonly string[];

  constructor(message: string, exitCode: ExitCode, hints: readonly string[] = []) {
    super(message);
    this.name = 'CommandError';
    this.exitCode = exitCode;
    this.hints = hints;
  }
}

/** The words of a command that cannot be read, below the line that says how commands look. */
export const usageError = (message: string, hints: readonly string[] = []): CommandError =>
  new CommandError(`usage: ${USAGE}\nrolecall: error: ${message}\n`, WRONG_USAGE, hints);

export const USAGE = `rolecall [options] <command> <subcommand> [<subcommand> ...] [parameters]
To see help text, you can run:

  rolecall help
  rolecall <command> help
  rolecall <command> <subcommand> help
`;

/** A value that cannot be what its option needs. */
export const parameterError = (option: string, message: string, hints: readonly string[] = []): CommandError =>
  new CommandError(`Error parsing parameter '${option}': ${message}`, WRONG_USAGE, hints);
