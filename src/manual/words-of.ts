import type { OperationFacts } from '../model/facts.ts';
import type { Example, OperationWords } from './words.ts';

/** The words about a member of an answer that is never there. */
export const NEVER = 'Never answered here.';

/** How words about a code begin that no operation answers here; what follows says why. */
export const NOT_ANSWERED = 'Not answered here';

/** Words of whichever service, as the page reads them. */
export interface LooseWords {
  readonly about: readonly string[];
  readonly operations: Readonly<Record<string, LooseOperation>>;
  readonly parameters: Readonly<Record<string, string>>;
  readonly results: Readonly<Record<string, string | undefined>>;
  readonly permission?: (operation: string) => string;
  readonly errors: Readonly<Record<string, string>>;
  readonly samples: Readonly<Record<string, string>>;
}

type Named = Readonly<Partial<Record<string, string>>>;

interface LooseOperation extends Omit<OperationWords<unknown>, 'parameters' | 'results' | 'defaults' | 'examples'> {
  readonly parameters?: Named;
  readonly results?: Named;
  readonly defaults?: Named;
  readonly examples?: readonly LooseExample[];
}

export interface LooseExample extends Omit<Example<unknown>, 'given'> {
  readonly given: Named;
}

/** What is said about one operation: its own words, else those of its service. Throws where nothing is said. */
export interface WordsOfOne {
  readonly operation: LooseOperation;
  readonly permission: string | undefined;
  readonly parameter: (name: string) => string;
  readonly result: (name: string) => string;
  readonly error: (code: string) => string;
  readonly sample: (name: string) => string;
  /** Whether the service has an operation of this name. */
  readonly isOperation: (name: string) => boolean;
}

/** Puts the words about an operation together. */
export function wordsOf({ name }: OperationFacts, service: LooseWords): WordsOfOne {
  const own = new Map(Object.entries(service.operations));
  const operation = own.get(name) ?? missing(`operation ${name}`);
  const said = (what: string, ...places: readonly (Named | undefined)[]) => {
    const tables = places.map((place) => new Map(Object.entries(place ?? {})));
    return (member: string) =>
      tables.map((table) => table.get(member)).find((words) => words !== undefined) ??
      missing(`${what} ${member} of ${name}`);
  };
  return {
    operation,
    permission: service.permission?.(name),
    parameter: said('parameter', operation.parameters, service.parameters),
    result: said('result', operation.results, service.results, service.parameters),
    error: said('error', operation.errors, service.errors),
    sample: said('sample of', service.samples),
    isOperation: (other) => own.has(other),
  };
}

function missing(what: string): never {
  throw new Error(`the manual has no words about ${what}`);
}
