import { isoSecond } from '../base/iso-second.ts';
import type { ListShape, MapShape, OperationFacts, Shape, StructureShape } from '../model/facts.ts';
import { escapeXml } from './xml.ts';

/**
 * Writes the answer of an operation as STS does (sts.md 1.3): no declaration, two spaces a level, a newline behind the
 * root, members in the order of the shape, absent ones left out. Clients look for the Result element, so it stands
 * even around nothing; an operation that has no output at all has none.
 */
export function encodeResult(facts: OperationFacts, output: unknown, requestId: string): string {
  const { name, service } = facts;
  return (
    `<${name}Response xmlns="${service.namespace}">${resultWriterOf(facts)(output)}\n` +
    `  <ResponseMetadata>\n    <RequestId>${escapeXml(requestId)}</RequestId>\n  </ResponseMetadata>\n` +
    `</${name}Response>\n`
  );
}

/** Writes a refusal (sts.md 1.4). The RequestId stands at the root, unlike in a result; some refusals have no Message. */
export function encodeFault(fault: FaultOnTheWire, requestId: string): string {
  const message = fault.text === undefined ? '' : `    <Message>${escapeXml(fault.text)}</Message>\n`;
  return (
    `<ErrorResponse xmlns="${fault.namespace}">\n  <Error>\n` +
    `    <Type>${fault.status >= 500 ? 'Receiver' : 'Sender'}</Type>\n    <Code>${escapeXml(fault.code)}</Code>\n${message}` +
    `  </Error>\n  <RequestId>${escapeXml(requestId)}</RequestId>\n</ErrorResponse>\n`
  );
}

export interface FaultOnTheWire {
  readonly code: string;
  readonly status: number;
  readonly text: string | undefined;
  readonly namespace: string;
}

const resultWriters = new WeakMap<OperationFacts, Writer>();

function resultWriterOf(facts: OperationFacts): Writer {
  let writer = resultWriters.get(facts);
  if (writer === undefined) {
    writer = facts.output === undefined ? () => '' : elementWriter(`${facts.name}Result`, facts.output, 1);
    resultWriters.set(facts, writer);
  }
  return writer;
}

/** Gives what stands between the tags: a text, or nested elements each on a line of its own. */
type Writer = (value: unknown) => string;

/** Writers by shape and depth, built when first needed; the depth is part of them so that indentation is no work. */
const writers: WeakMap<Shape, Writer>[] = [];

function writerOf(shape: Shape, depth: number): Writer {
  writers[depth] ??= new WeakMap();
  let writer = writers[depth].get(shape);
  if (writer === undefined) {
    writer = build(shape, depth);
    writers[depth].set(shape, writer);
  }
  return writer;
}

function build(shape: Shape, depth: number): Writer {
  switch (shape.type) {
    case 'structure':
      return structureWriter(shape, depth);
    case 'list':
      return listWriter(shape, depth);
    case 'map':
      return mapWriter(shape, depth);
    case 'string':
      return (value) => escapeXml(value as string);
    case 'timestamp':
      return (value) => isoSecond((value as number) * 1000);
    case 'blob':
      return (value) => Buffer.from(value as Uint8Array).toString('base64');
    case 'integer':
    case 'boolean':
      return String;
  }
}

const indentOf = (depth: number): string => `\n${'  '.repeat(depth)}`;

function structureWriter({ members }: StructureShape, depth: number): Writer {
  const rows = Object.entries(members).map(([name, shape]) => ({ name, write: elementWriter(name, shape, depth) }));
  return (value) => {
    const structure = value as Readonly<Record<string, unknown>>;
    let text = '';
    for (const { name, write } of rows) {
      const member = structure[name];
      if (member !== undefined) text += write(member);
    }
    return text;
  };
}

function listWriter({ member }: ListShape, depth: number): Writer {
  const write = elementWriter('member', member, depth);
  return (value) => {
    let text = '';
    for (const item of value as readonly unknown[]) text += write(item);
    return text;
  };
}

function mapWriter({ key, value }: MapShape, depth: number): Writer {
  const entry: StructureShape = { type: 'structure', members: { key, value }, required: [] };
  const write = elementWriter('entry', entry, depth);
  return (map) => {
    let text = '';
    for (const [key, value] of map as ReadonlyMap<unknown, unknown>) text += write({ key, value });
    return text;
  };
}

/** Writes a whole element with its tags; the tags are put together here, once. */
function elementWriter(name: string, shape: Shape, depth: number): Writer {
  const indent = indentOf(depth);
  const open = `${indent}<${name}>`;
  const close = `</${name}>`;
  const closeBelow = `${indent}</${name}>`;
  const empty = `${indent}<${name}/>`;
  const isNested = shape.type === 'structure' || shape.type === 'list' || shape.type === 'map';
  let content: Writer | undefined;
  return (value) => {
    content ??= writerOf(shape, depth + 1);
    const text = content(value);
    return text === '' ? empty : open + text + (isNested ? closeBelow : close);
  };
}
