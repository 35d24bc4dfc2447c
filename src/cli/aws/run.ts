import type { OperationFacts } from '../../model/facts.ts';
import { readCommand } from './read-command.ts';
import type { Surroundings } from './surroundings.ts';
import { lines, told } from './tell.ts';

/**
 * Runs `rolecall sts ...` or `rolecall iam ...` with the options, formats and exit codes of the AWS CLI v2 (sts.md 10.5).
 * Gives the exit code: 0 done, 252 wrong usage, 253 wrong configuration, 254 refused by the service, 255 anything else.
 */
export async function runAws(
  service: 'sts' | 'iam',
  words: readonly string[],
  surroundings: Surroundings,
): Promise<number> {
  const { terminal } = surroundings;
  // Once is enough, and it stays: what is written last may fail after the end of this.
  if (!process.stdout.listeners('error').includes(readerIsGone)) process.stdout.on('error', readerIsGone);
  try {
    const command = readCommand(words, await operationsOf(service));
    if (command.kind === 'version') terminal.print(`${surroundings.version}\n`);
    else if (command.kind === 'help') {
      const { showManual } = await import('./show-manual.ts');
      await showManual(service, command.operation, { terminal, isPaged: !words.includes('--no-cli-pager') });
    } else {
      const { perform } = await import('./perform.ts');
      process.once('SIGINT', interrupted);
      await perform(command, surroundings);
    }
    return 0;
  } catch (error) {
    const known = told(error);
    if (known === undefined) throw error;
    terminal.error(lines(known));
    return known.exitCode;
  } finally {
    process.off('SIGINT', interrupted);
  }
}

async function operationsOf(service: 'sts' | 'iam'): Promise<ReadonlyMap<string, OperationFacts>> {
  const { operations } = await (service === 'sts'
    ? import('../../model/generated/sts.ts')
    : import('../../model/generated/iam.ts'));
  return operations;
}

function interrupted(): void {
  process.stdout.write('\n');
  process.exit(130);
}

/** `| head` has seen enough. */
function readerIsGone(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
  process.exit(0);
}
