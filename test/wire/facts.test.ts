import * as iamClient from '@aws-sdk/client-iam';
import * as stsClient from '@aws-sdk/client-sts';
import { describe, expect, test } from 'vitest';
import type { OperationFacts, Shape, StructureShape } from '../../src/model/facts.ts';
import * as iam from '../../src/model/generated/iam.ts';
import * as sts from '../../src/model/generated/sts.ts';

/**
 * Holds the generated wire facts against a second witness: the schemas that AWS's own SDK for JavaScript carries at
 * run time. They know names, types, what is required, what is sensitive, and errors; limits and patterns they do not.
 */
const services = {
  sts: { facts: sts, schemas: schemasOf(stsClient), enums: enumsOf(stsClient) },
  iam: { facts: iam, schemas: schemasOf(iamClient), enums: enumsOf(iamClient) },
};

/** Where the two differ, and why that is right. A difference that is not here fails, and so does one that has vanished. */
const differences: Readonly<Record<keyof typeof services, Readonly<Record<string, string>>>> = { sts: {}, iam: {} };

const counts = { sts: { operations: 11, errors: 12 }, iam: { operations: 180, errors: 38 } };

describe.each(['sts', 'iam'] as const)('wire facts of %s against the AWS SDK', (name) => {
  const { facts, schemas, enums } = services[name];
  const found = compare(facts.operations, schemas);

  test('differ only where the list says so', () => {
    const differing = [...found.differences, ...compareEnums(facts.operations, enums)];
    expect(differing.sort()).toEqual(Object.keys(differences[name]).sort());
  });

  test('cover every operation, and every error with its code and status', () => {
    expect(facts.operations.size).toBe(counts[name].operations);
    expect(found.operations).toBe(counts[name].operations);
    expect(found.errors).toBe(counts[name].errors);
    expect(found.members).toBeGreaterThan(100);
  });
});

/** The comparison itself can fail: it is shown facts that were tampered with. */
describe('the comparison notices', () => {
  const original = sts.AssumeRole;
  const { input } = original;
  const { RoleArn, ...withoutRoleArn } = input.members;
  const tampered: readonly [what: string, facts: OperationFacts, difference: string][] = [
    [
      'a lost member',
      { ...original, input: { ...input, members: withoutRoleArn } },
      'AssumeRoleRequest.RoleArn: only in the SDK',
    ],
    [
      'an invented member',
      { ...original, input: { ...input, members: { ...input.members, Extra: RoleArn! } } },
      'AssumeRoleRequest.Extra: only in the facts',
    ],
    [
      'another type',
      { ...original, input: { ...input, members: { ...input.members, RoleArn: { type: 'integer' } } } },
      'AssumeRoleRequest.RoleArn: integer here, string in the SDK',
    ],
    [
      'what is required',
      { ...original, input: { ...input, required: ['RoleArn'] } },
      'AssumeRoleRequest: RoleSessionName required only in the SDK',
    ],
    [
      'another status',
      { ...original, errors: [{ code: 'MalformedPolicyDocument', status: 404 }] },
      'MalformedPolicyDocument: 404 here, 400 in the SDK',
    ],
  ];
  test.each(tampered)('%s', (_what, facts, difference) => {
    const changed = new Map(sts.operations).set('AssumeRole', facts);
    expect(compare(changed, services.sts.schemas).differences).toContain(difference);
  });

  test('a lost operation', () => {
    const changed = new Map(sts.operations);
    changed.delete('GetCallerIdentity');
    expect(compare(changed, services.sts.schemas).differences).toContain('GetCallerIdentity: only in the SDK');
  });
});

/** A schema of the SDK: a number for a plain type, else an array that begins with its kind, or a function that gives one. */
type Schema = number | readonly unknown[] | (() => Schema);

function schemasOf(client: object): readonly (readonly unknown[])[] {
  return Object.entries(client)
    .filter(([key, value]) => key.endsWith('$') && Array.isArray(value))
    .map(([, value]) => value as readonly unknown[]);
}

const OPERATION = 9;
const STRUCTURE = 3;
const UNION = 4;
const ERROR = -3;

function compare(operations: ReadonlyMap<string, OperationFacts>, schemas: readonly (readonly unknown[])[]) {
  const differences = new Set<string>();
  const seen = new Set<string>();
  const compared = schemas.filter(([kind]) => kind === OPERATION);
  for (const [, , name, , input, output] of compared) {
    const facts = operations.get(name as string);
    if (facts === undefined) {
      differences.add(`${name}: only in the SDK`);
      continue;
    }
    compareStructure(facts.input, input as Schema, { differences, seen });
    if (facts.output !== undefined) compareStructure(facts.output, output as Schema, { differences, seen });
    else if (!isUnit(output as Schema)) differences.add(`${name}: has an output only in the SDK`);
  }
  const known = new Set(compared.map(([, , name]) => name));
  for (const name of operations.keys()) if (!known.has(name)) differences.add(`${name}: only in the facts`);
  const errors = compareErrors(operations, schemas, differences);
  return { differences, operations: compared.length, errors, members: seen.size };
}

interface Walk {
  readonly differences: Set<string>;
  readonly seen: Set<string>;
}

const resolved = (schema: Schema): number | readonly unknown[] =>
  typeof schema === 'function' ? resolved(schema()) : schema;

/** What stands where an operation takes or gives nothing. */
const isUnit = (schema: Schema): boolean => (resolved(schema) as unknown) === 'unit';

function compareStructure(shape: StructureShape, schema: Schema, walk: Walk): void {
  if (isUnit(schema)) {
    for (const name of Object.keys(shape.members)) walk.differences.add(`(no input).${name}: only in the facts`);
    return;
  }
  const [, , structure, , names, types, required = 0] = resolved(schema) as [
    number,
    string,
    string,
    unknown,
    string[],
    Schema[],
    number?,
  ];
  for (const [index, name] of names.entries()) {
    const path = `${structure}.${name}`;
    const member = shape.members[name];
    if (member === undefined) walk.differences.add(`${path}: only in the SDK`);
    else if (!walk.seen.has(path)) {
      walk.seen.add(path);
      compareShape(path, member, types[index]!, walk);
    }
  }
  for (const name of Object.keys(shape.members)) {
    if (!names.includes(name)) walk.differences.add(`${structure}.${name}: only in the facts`);
  }
  const requiredThere = names.slice(0, required);
  for (const name of requiredThere) {
    if (!shape.required.includes(name)) walk.differences.add(`${structure}: ${name} required only in the SDK`);
  }
  for (const name of shape.required) {
    if (!requiredThere.includes(name)) walk.differences.add(`${structure}: ${name} required only in the facts`);
  }
}

function compareShape(path: string, shape: Shape, schema: Schema, walk: Walk): void {
  const there = kindOf(schema);
  if (shape.type !== there.type) {
    walk.differences.add(`${path}: ${shape.type} here, ${there.type} in the SDK`);
    return;
  }
  if (shape.type === 'structure') compareStructure(shape, there.target as Schema, walk);
  if (shape.type === 'list') compareShape(`${path}.member`, shape.member, there.value!, walk);
  if (shape.type === 'map') {
    compareShape(`${path}.key`, shape.key, there.key!, walk);
    compareShape(`${path}.value`, shape.value, there.value!, walk);
  }
  const sensitiveHere = 'sensitive' in shape && shape.sensitive === true;
  if (sensitiveHere !== there.sensitive && (shape.type === 'string' || shape.type === 'blob')) {
    walk.differences.add(`${path}: sensitive only ${sensitiveHere ? 'in the facts' : 'in the SDK'}`);
  }
}

interface Kind {
  readonly type: string;
  readonly sensitive: boolean;
  readonly key?: Schema;
  readonly value?: Schema;
  readonly target?: Schema;
}

const PLAIN: Readonly<Record<number, string>> = {
  0: 'string',
  1: 'integer',
  2: 'boolean',
  4: 'timestamp',
  5: 'timestamp',
  21: 'blob',
};
const LIST_OF = 64;
const MAP_OF = 128;

function kindOf(schema: Schema): Kind {
  const target = resolved(schema);
  if (typeof target === 'number') {
    if (target >= MAP_OF) return { type: 'map', sensitive: false, key: 0, value: target - MAP_OF };
    if (target >= LIST_OF) return { type: 'list', sensitive: false, value: target - LIST_OF };
    return { type: PLAIN[target] ?? `kind ${target}`, sensitive: false };
  }
  // A member with traits of its own: the schema, then the traits.
  if (target.length === 2) return kindOf(target[0] as Schema);
  const [kind, , , traits] = target;
  if (kind === STRUCTURE || kind === UNION) return { type: 'structure', sensitive: false, target };
  if (kind === 1) return { type: 'list', sensitive: false, value: target[4] as Schema };
  if (kind === 2) return { type: 'map', sensitive: false, key: target[4] as Schema, value: target[5] as Schema };
  if (kind === 0) return { type: kindOf(target[4] as Schema).type, sensitive: isSensitive(traits) };
  return { type: `kind ${kind}`, sensitive: false };
}

/** Traits are bits, of which 8 says sensitive, or an object. */
const isSensitive = (traits: unknown): boolean =>
  typeof traits === 'number' ? (traits & 8) !== 0 : Boolean((traits as { sensitive?: unknown } | null)?.sensitive);

function compareErrors(
  operations: ReadonlyMap<string, OperationFacts>,
  schemas: readonly (readonly unknown[])[],
  differences: Set<string>,
): number {
  const here = new Map<string, Set<number>>();
  for (const { errors } of operations.values()) {
    for (const { code, status } of errors) here.set(code, (here.get(code) ?? new Set()).add(status));
  }
  const there = new Map<string, number>();
  for (const [kind, namespace, name, traits] of schemas) {
    if (kind !== ERROR || String(namespace).startsWith('smithy.ts.sdk.synthetic')) continue;
    const { awsQueryError: [code, status] = [name, undefined], httpError } = traits as {
      awsQueryError?: [string, number];
      httpError: number;
    };
    there.set(code as string, status ?? httpError);
  }
  for (const [code, status] of there) {
    const statuses = here.get(code);
    if (statuses === undefined) differences.add(`${code}: only in the SDK`);
    for (const found of statuses ?? [])
      if (found !== status) differences.add(`${code}: ${found} here, ${status} in the SDK`);
  }
  for (const code of here.keys()) if (!there.has(code)) differences.add(`${code}: only in the facts`);
  return there.size;
}

/** The SDK exports each enumeration as an object; schemas do not refer to them, so they are compared by their values. */
function enumsOf(client: object): ReadonlySet<string> {
  const enums = new Set<string>();
  for (const [key, value] of Object.entries(client)) {
    if (key.endsWith('$') || typeof value !== 'object' || value === null || Array.isArray(value)) continue;
    const values = Object.values(value);
    if (values.length > 0 && values.every((one) => typeof one === 'string')) enums.add(values.sort().join(' '));
  }
  return enums;
}

function compareEnums(operations: ReadonlyMap<string, OperationFacts>, there: ReadonlySet<string>): string[] {
  const here = new Set<string>();
  const visit = (shape: Shape | undefined): void => {
    if (shape?.type === 'string' && shape.enum) here.add([...shape.enum].sort().join(' '));
    if (shape?.type === 'list') visit(shape.member);
    if (shape?.type === 'map') [shape.key, shape.value].forEach(visit);
    if (shape?.type === 'structure') Object.values(shape.members).forEach(visit);
  };
  for (const { input, output } of operations.values()) [input, output].forEach(visit);
  return [
    ...[...here].filter((values) => !there.has(values)).map((values) => `enumeration ${values}: only in the facts`),
    ...[...there].filter((values) => !here.has(values)).map((values) => `enumeration ${values}: only in the SDK`),
  ];
}
