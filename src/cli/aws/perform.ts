import type { Connection } from '../../client/connection.ts';
import { ServiceError } from '../../client/problems.ts';
import { callInput } from './call-input.ts';
import { CommandError, WRONG_USAGE } from './command-error.ts';
import { type Connected, connect, requireCredentials } from './connect.ts';
import { PAGED } from './generated/cli-facts.ts';
import { keepSeed, seedFile } from './mfa-seed-file.ts';
import { MAX_ITEMS } from './operation-rows.ts';
import { type Page, type Paging, pagesOf } from './pages.ts';
import { present } from './present.ts';
import { printedShape } from './printed-shape.ts';
import { type Printing, printAnswer, printPages } from './printer.ts';
import { readQuery } from './query.ts';
import type { Command } from './read-command.ts';
import { inputSkeleton, outputSkeleton, yamlSkeleton } from './skeleton.ts';
import type { Surroundings } from './surroundings.ts';
import { refusalOf } from './tell.ts';
import { validateInput } from './validate-input.ts';
import { waitUntil } from './wait-until.ts';

export type Call = Command & { readonly kind: 'call' };

/** Does what a command says: calls the operation and prints what it answers, or prints a skeleton, or waits. */
export async function perform(command: Call, surroundings: Surroundings): Promise<void> {
  const { facts, globals, given, waiter } = command;
  const { env, terminal } = surroundings;
  const query = readQuery(globals.query);
  const paging = pagingOf(command);
  const connected = await connect(facts, globals, surroundings);
  const { connection, format, binaryFormat } = connected;
  const input = await callInput(given, command.options, { env, binaryFormat });
  // Where pages are asked for one by one, `--max-items` is the service's own parameter.
  if (paging === undefined && given.has(MAX_ITEMS)) input.MaxItems = given.get(MAX_ITEMS);
  const printing: Printing = {
    format,
    query,
    title: facts.name,
    isColored: globals.color === 'on' || (globals.color === 'auto' && isForColors(env)),
    terminalWidth: process.stdout.columns ?? 80,
    print: terminal.print,
  };
  const skeleton = given.get('generate-cli-skeleton');
  if (skeleton === 'input') return terminal.print(`${JSON.stringify(inputSkeleton(facts.input), undefined, 4)}\n`);
  if (skeleton === 'yaml-input') return terminal.print(yamlSkeleton(facts.input));
  validateInput(input, facts.input);
  if (skeleton === 'output') {
    const shape = printedShape(facts);
    return printAnswer(shape === undefined ? {} : outputSkeleton(shape), printing);
  }

  requireCredentials(facts, globals, connection);
  const ask = asking(command, connected, surroundings);
  if (waiter !== undefined) return waitUntil(waiter, () => ask(input));
  const seed = given.has('outfile') ? seedFile(given.get('outfile') as string, env) : undefined;
  const paged = PAGED.get(facts.name);
  // Whoever names a page asks for that page.
  if (paged !== undefined && paging !== undefined && input.Marker === undefined && input.MaxItems === undefined) {
    return printPages(pagesOf(ask, input, paged, paging), paged, printing);
  }
  const answer = await ask(input);
  if (seed !== undefined) keepSeed(answer, given.get('bootstrap-method') as string, seed);
  printAnswer(answer, printing);
}

const isForColors = (env: Surroundings['env']): boolean => Boolean(process.stdout.isTTY) && !env.NO_COLOR;

/** One call of the operation, its answer as it is to be printed. */
function asking(
  { facts, globals }: Call,
  { connection, keepsTimes }: Connected,
  { terminal }: Surroundings,
): (input: Page) => Promise<Page> {
  const shape = printedShape(facts);
  const debug = (text: string) => globals.isDebug && terminal.error(`debug: ${text}\n`);
  return async (input) => {
    debug(describe(facts.name, input, connection));
    // The signer and the parser of answers are the most of what is loaded: for a call alone.
    const { call } = await import('../../client/call.ts');
    try {
      const { output, requestId } = await call(connection, facts, input);
      debug(`${facts.name} answered, request id ${requestId ?? 'unknown'}`);
      return shape === undefined ? {} : (present(output, shape, { keepsTimes }) as Page);
    } catch (error) {
      if (error instanceof ServiceError) throw await refusalOf(error, input);
      throw error;
    }
  };
}

/** What is called how. Values are left out: any of them may be a secret. */
function describe(operation: string, input: Page, { endpoint, region, credentials }: Connection): string {
  const parameters = Object.keys(input).join(', ') || 'none';
  return `${operation} at ${endpoint}, region ${region}, ${credentials === undefined ? 'unsigned' : 'signed'}, parameters: ${parameters}`;
}

/** How the answer is paged; `undefined` where pages are asked for one by one. */
function pagingOf({ globals, given, facts }: Call): Paging | undefined {
  const pageSize = given.get('page-size') as number | undefined;
  const startingToken = given.get('starting-token') as string | undefined;
  if (globals.isPaged && !given.has('marker')) {
    return { maxItems: given.get(MAX_ITEMS) as number | undefined, pageSize, startingToken };
  }
  const used = [
    ...(startingToken === undefined ? [] : ['--starting-token']),
    ...(pageSize === undefined ? [] : ['--page-size']),
  ];
  if (used.length > 0 && PAGED.has(facts.name)) {
    throw new CommandError(
      `Cannot specify --no-paginate along with pagination arguments: ${used.join(', ')}`,
      WRONG_USAGE,
    );
  }
  return undefined;
}
