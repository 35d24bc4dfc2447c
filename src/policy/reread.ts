import type { CompiledDocument } from './compile.ts';
import { readPolicy, statementsOf } from './document.ts';
import { type Place, placesIn } from './places.ts';
import type { StatementTree } from './tree.ts';

/** A document read a second time: the trees that its compiled policy did not keep. */
export interface Reread {
  readonly trees: readonly StatementTree[];
  /** Whether it has policy variables. */
  readonly substitution: boolean;
  readonly placeOf: (offset: number) => Place;
}

/** A simulation asks a thousand questions about one document; it is kept no longer than the compiled policy is. */
const known = new WeakMap<CompiledDocument, Reread>();

/** The statements of a compiled policy's document as trees, in its own order. */
export function statementsIn(document: CompiledDocument): Reread {
  const found = known.get(document);
  if (found !== undefined) return found;
  const read = readPolicy(document.text, document.kind);
  if (!read.ok) throw new Error(`a compiled policy does not read: ${read.problem.message}`);
  const made = {
    trees: statementsOf(read.policy),
    substitution: read.policy.version === '2012-10-17',
    placeOf: placesIn(document.text),
  };
  known.set(document, made);
  return made;
}
