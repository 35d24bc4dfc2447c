import { type Json, readJson } from '../../base/json.ts';
import type { Position } from '../../model/generated/iam.ts';
import { placesIn } from '../../policy/index.ts';

/** Where AWS says that a statement begins and ends. */
export interface Positions {
  readonly StartPosition: Position;
  readonly EndPosition: Position;
}

/**
 * Gives the positions of a document's statements by the offset of their `{`. AWS notes where its parser's cursor stood,
 * which is the end of a token: behind the `{` of a statement that stands alone, behind the `[` or behind the statement
 * before where there is a list (policy.md 9.3).
 */
export function positionsIn(text: string): (start: number) => Positions | undefined {
  const placeOf = placesIn(text);
  const position = (offset: number): Position => {
    const { line, column } = placeOf(offset);
    return { Line: line, Column: column };
  };
  const spans = new Map(spansIn(statementElement(text)).map((span) => [span.statement, span]));
  return (start) => {
    const span = spans.get(start);
    return span && { StartPosition: position(span.from), EndPosition: position(span.to) };
  };
}

function statementElement(text: string): Json | undefined {
  const read = readJson(text);
  if (!read.ok || read.value.type !== 'object') return undefined;
  return read.value.members.find(({ name }) => name === 'Statement')?.value;
}

interface Span {
  readonly statement: number;
  readonly from: number;
  readonly to: number;
}

function spansIn(element: Json | undefined): readonly Span[] {
  if (element === undefined) return [];
  if (element.type !== 'array') return [{ statement: element.start, from: element.start + 1, to: element.end }];
  return element.items.map(({ start, end }, i) => {
    const from = i === 0 ? element.start + 1 : element.items[i - 1]!.end;
    return { statement: start, from, to: end };
  });
}
