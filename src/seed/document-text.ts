import { isMap, isScalar, isSeq, type Node, type Scalar } from 'yaml';

/** A policy document as text, and where in the seed each place of it stands. */
export interface DocumentText {
  readonly text: string;
  /** Offset in the document's text -> offset in the seed. */
  readonly origin: (offset: number) => number;
}

/** Reads a policy document out of a seed. A mapping becomes compact JSON, in its own order; a text stays as it is. */
export function documentText(node: Node, seed: string): DocumentText {
  if (isScalar(node) && typeof node.value === 'string') return { text: node.value, origin: originInText(node, seed) };
  const marks: { at: number; from: number }[] = [];
  let text = '';
  write(node);
  return {
    text,
    origin: (offset) => marks.findLast(({ at }) => at <= offset)?.from ?? node.range?.[0] ?? 0,
  };

  function write(value: Node | null): void {
    if (value?.range) marks.push({ at: text.length, from: value.range[0] });
    if (isMap(value)) {
      text += '{';
      value.items.forEach(({ key, value: member }, i) => {
        if (i > 0) text += ',';
        const name = key as Scalar;
        if (name.range) marks.push({ at: text.length, from: name.range[0] });
        text += `${JSON.stringify(typeof name.value === 'string' ? name.value : (name.source ?? ''))}:`;
        write(member as Node | null);
      });
      text += '}';
    } else if (isSeq(value)) {
      text += '[';
      value.items.forEach((item, i) => {
        if (i > 0) text += ',';
        write(item as Node | null);
      });
      text += ']';
    } else text += isScalar(value) ? scalarText(value) : 'null';
  }
}

/** Numbers keep their digits: `1.50` is not `1.5` to a policy that compares texts. */
function scalarText({ value, source }: Scalar): string {
  if (
    typeof value === 'number' &&
    source !== undefined &&
    /^-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?$/.test(source)
  )
    return source;
  return JSON.stringify(value ?? null);
}

/** A text that stands in the seed letter for letter is pointed into; of another one, folded or escaped, its beginning. */
function originInText(node: Scalar, seed: string): (offset: number) => number {
  const [start, end] = node.range ?? [0, 0];
  const value = node.value as string;
  if (node.type === 'BLOCK_LITERAL') return originInBlock(value, start, seed);
  const plain = seed.indexOf(value, start);
  const isVerbatim = plain >= 0 && plain <= start + 1 && plain + value.length <= end;
  return (offset) => (isVerbatim ? plain + offset : start);
}

/** The lines of a block stand in the seed behind one indentation. */
function originInBlock(value: string, start: number, seed: string): (offset: number) => number {
  const body = seed.indexOf('\n', start) + 1;
  const indent = /^(?:[ ]*\n)*([ ]*)/.exec(seed.slice(body))?.[1]?.length ?? 0;
  return (offset) => {
    const before = value.slice(0, offset).split('\n');
    let at = body;
    for (let line = 1; line < before.length; line++) at = seed.indexOf('\n', at) + 1;
    return at + indent + before.at(-1)!.length;
  };
}
