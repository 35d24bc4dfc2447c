import { readFileSync } from 'node:fs';
import { afterAll, describe, expect, test } from 'vitest';
import { decodeForm, type Parameters } from '../../src/base/form.ts';
import type { Shape, StructureShape } from '../../src/model/facts.ts';
import { decodeInput } from '../../src/query/decode.ts';
import { encodeFault, encodeResult } from '../../src/query/encode.ts';
import { corpusFile } from './corpora.ts';
import { readXml, type XmlElement } from './xml.ts';

/**
 * AWS's own protocol tests, as botocore carries them, seen from the server: what a client serialises we must decode to
 * the same input, and what a client must parse we must write. Cases of features that STS and IAM do not have are
 * listed with their reasons. A listed case that passes all the same fails here: then its reason has gone.
 */
const RENAMED = 'members renamed, flattened or given a namespace of their own: neither service does that';
const FLOAT = 'floating-point members: neither service has one';
const FORMAT = 'other spellings of a time: both services write ISO-8601, UTC, whole seconds';
const CLIENT = "a client's matter: how it fills in or compresses a request";
const BARE = 'an empty body: both services always answer with their metadata';
const DETAIL = 'an error with members beside its message: no error of either service has any';

const skipped: Readonly<Record<string, string>> = {
  'input/SDKAppliedContentEncoding_awsQuery': CLIENT,
  'input/SDKAppendsGzipAndIgnoresHttpProvidedEncoding_awsQuery': CLIENT,
  'input/QueryProtocolIdempotencyTokenAutoFill': CLIENT,
  'input/FlattenedQueryLists': RENAMED,
  'input/QueryListArgWithXmlNameMember': RENAMED,
  'input/QueryFlattenedListArgWithXmlName': RENAMED,
  'input/QuerySimpleQueryMapsWithXmlName': RENAMED,
  'input/QueryQueryMapWithMemberXmlName': RENAMED,
  'input/QueryFlattenedQueryMaps': RENAMED,
  'input/QueryFlattenedQueryMapsWithXmlName': RENAMED,
  'output/QueryQueryFlattenedXmlMap': RENAMED,
  'output/QueryQueryFlattenedXmlMapWithXmlName': RENAMED,
  'output/QueryQueryFlattenedXmlMapWithXmlNamespace': RENAMED,
  'output/QueryXmlLists': RENAMED,
  'output/QueryQueryXmlMapsXmlName': RENAMED,
  'output/QueryXmlNamespaces': RENAMED,
  'input/QuerySimpleInputParamsFloat': FLOAT,
  'output/QuerySimpleScalarProperties': FLOAT,
  'output/AwsQuerySupportsNaNFloatOutputs': FLOAT,
  'output/AwsQuerySupportsInfinityFloatOutputs': FLOAT,
  'output/AwsQuerySupportsNegativeInfinityFloatOutputs': FLOAT,
  'output/AwsQueryDateTimeWithNegativeOffset': FORMAT,
  'output/AwsQueryDateTimeWithPositiveOffset': FORMAT,
  'output/AwsQueryDateTimeWithFractionalSeconds': FORMAT,
  'output/QueryXmlTimestampsWithEpochSecondsFormat': FORMAT,
  'output/QueryXmlTimestampsWithEpochSecondsOnTargetFormat': FORMAT,
  'output/QueryXmlTimestampsWithHttpDateFormat': FORMAT,
  'output/QueryXmlTimestampsWithHttpDateOnTargetFormat': FORMAT,
  'output/QueryEmptyInputAndEmptyOutput': BARE,
  'output/QueryNoInputAndNoOutput': BARE,
  'output/QueryNoInputAndOutput': BARE,
  'output/QueryComplexError': DETAIL,
};

const inputs = casesOf('input');
const outputs = casesOf('output');
let passed = 0;
let listed = 0;
afterAll(() => console.log(`protocol tests of botocore: ${passed} passed, ${listed} inapplicable`));

describe.skipIf(inputs.length === 0)('a request that a client serialises decodes to what the client meant', () => {
  test.each(inputs)('$id', (one) => run(one, () => checkInput(one)));
});

describe.skipIf(outputs.length === 0)('what we write reads as what a client must parse', () => {
  test.each(outputs)('$id', (one) => run(one, () => checkOutput(one)));
});

test.skipIf(inputs.length === 0)('the list names existing cases only', () => {
  const ids = new Set([...inputs, ...outputs].map(({ id }) => id));
  expect(Object.keys(skipped).filter((id) => !ids.has(id))).toEqual([]);
});

function run(one: Case, check: () => void): void {
  const reason = skipped[one.id];
  if (reason === undefined) {
    check();
    passed++;
  } else {
    expect(check, `${one.id} is listed (${reason}), but passes`).toThrow();
    listed++;
  }
}

interface Case {
  readonly id: string;
  readonly shapes: Readonly<Record<string, ModelShape>>;
  readonly given: { readonly name: string; readonly input?: { shape: string }; readonly output?: { shape: string } };
  readonly params?: unknown;
  readonly serialized?: { readonly body?: string };
  readonly result?: unknown;
  readonly error?: { readonly Message?: string };
  readonly errorCode?: string;
  readonly response: { readonly status_code: number; readonly body: string };
}

interface ModelShape {
  readonly type: string;
  readonly members?: Readonly<Record<string, { readonly shape: string }>>;
  readonly member?: { readonly shape: string };
  readonly key?: { readonly shape: string };
  readonly value?: { readonly shape: string };
}

function casesOf(direction: 'input' | 'output'): Case[] {
  const file = corpusFile(`botocore/tests/unit/protocols/${direction}/query.json`);
  if (file === undefined) return [];
  const suites = JSON.parse(readFileSync(file, 'utf8')) as { shapes: Case['shapes']; cases: Case[] }[];
  return suites.flatMap(({ shapes, cases }) => cases.map((one) => ({ ...one, id: `${direction}/${one.id}`, shapes })));
}

const EMPTY: StructureShape = { type: 'structure', members: {}, required: [] };

function checkInput({ shapes, given, params, serialized }: Case): void {
  const shape = given.input === undefined ? EMPTY : structureOf(shapes, given.input.shape);
  const decoded = decodeInput(decodeForm(serialized!.body!, 100) as Parameters, shape);
  expect(decoded).toEqual({ input: wireValue(shape, params ?? {}, 'keep-empty-maps-out') });
}

function checkOutput({ shapes, given, result, error, errorCode, response }: Case): void {
  const wanted = tree(readXml(response.body));
  if (errorCode !== undefined) {
    const fault = { code: errorCode, status: response.status_code, text: error?.Message, namespace: '' };
    expect(tree(readXml(encodeFault(fault, 'foo-id')))).toEqual(wanted);
    return;
  }
  const output = given.output && structureOf(shapes, given.output.shape);
  const service = { name: 'sts', version: '2020-01-08', namespace: 'https://example.com/' } as const;
  const facts = { service, name: given.name, input: EMPTY, output, errors: [] };
  const written = readXml(encodeResult(facts, output && wireValue(output, result ?? {}), 'foo-id'));
  const children = written.children.filter(({ name }) => name !== 'ResponseMetadata');
  expect(tree({ ...written, children })).toEqual(wanted);
}

/** Shapes may contain themselves here, so each is made once and filled afterwards. */
function structureOf(shapes: Case['shapes'], name: string): StructureShape {
  const made = new Map<string, Shape>();
  const shapeOf = (shapeName: string): Shape => {
    const known = made.get(shapeName);
    if (known !== undefined) return known;
    const { type, members, member, key, value } = shapes[shapeName]!;
    const shape = { type: type === 'long' ? 'integer' : type, required: [] } as unknown as Record<string, unknown>;
    made.set(shapeName, shape as unknown as Shape);
    const entries = Object.entries(members ?? {}).map(([memberName, to]) => [memberName, shapeOf(to.shape)]);
    if (members !== undefined) shape.members = Object.fromEntries(entries);
    if (member !== undefined) shape.member = shapeOf(member.shape);
    if (key !== undefined) shape.key = shapeOf(key.shape);
    if (value !== undefined) shape.value = shapeOf(value.shape);
    // A plain type that no service of ours has reads as text.
    if (type === 'float' || type === 'double') shape.type = 'string';
    return shape as unknown as Shape;
  };
  return shapeOf(name) as StructureShape;
}

/** The values of the cases are JSON: maps become Maps and blobs bytes. An empty map leaves no trace in a request. */
function wireValue(shape: Shape, value: unknown, maps?: 'keep-empty-maps-out'): unknown {
  if (shape.type === 'blob') return Buffer.from(value as string);
  if (shape.type === 'list') return (value as unknown[]).map((item) => wireValue(shape.member, item, maps));
  if (shape.type === 'map') {
    return new Map(Object.entries(value as object).map(([key, item]) => [key, wireValue(shape.value, item, maps)]));
  }
  if (shape.type !== 'structure') return value;
  const structure: Record<string, unknown> = Object.create(null);
  for (const [name, item] of Object.entries(value as object)) {
    const member = shape.members[name]!;
    if (member.type === 'map' && maps !== undefined && Object.keys(item).length === 0) continue;
    structure[name] = wireValue(member, item, maps);
  }
  return structure;
}

/** An element as nested names and texts. White space between elements says nothing. */
function tree({ name, children, text, attributes }: XmlElement): unknown {
  const namespace = attributes.get('xmlns') ?? '';
  if (children.length === 0) return { name, namespace, text: text.trim() === '' ? '' : text };
  return { name, namespace, children: children.map(tree) };
}
