/** Turns AWS's service model, as botocore publishes it, into the TypeScript of `src/model/generated`. Facts only, no prose. */

export interface Model {
  readonly metadata: { readonly apiVersion: string; readonly endpointPrefix: string; readonly xmlNamespace: string };
  readonly operations: Record<string, ModelOperation>;
  readonly shapes: Record<string, ModelShape>;
}

export interface ModelOperation {
  readonly name: string;
  readonly input?: ModelReference;
  readonly output?: ModelReference;
  readonly errors?: readonly ModelReference[];
}

export interface ModelReference {
  readonly shape: string;
}

export interface ModelShape {
  readonly type: string;
  readonly members?: Record<string, ModelReference>;
  readonly required?: readonly string[];
  readonly member?: ModelReference;
  readonly key?: ModelReference;
  readonly value?: ModelReference;
  readonly min?: number;
  max?: number;
  readonly pattern?: string;
  readonly enum?: readonly string[];
  readonly sensitive?: boolean;
  /** Not AWS's: set by a patch, see `StructureShape`. */
  hidesValues?: true;
  readonly exception?: boolean;
  readonly error?: { readonly code: string; readonly httpStatusCode: number };
}

/** Writes the whole generated file of one service. */
export function writeFacts(name: string, model: Model): string {
  const { apiVersion, xmlNamespace } = model.metadata;
  const operations = Object.values(model.operations).sort((a, b) => (a.name < b.name ? -1 : 1));
  const shapes = shapesInOrderOfUse(model, operations);
  return [
    '// Made by `node scripts/derive.ts`; do not edit. Facts of AWS service models (see NOTICE).',
    "import type * as facts from '../facts.ts';",
    '',
    ...shapes.flatMap((shape) => writeType(model, shape)),
    '',
    `export const service: facts.ServiceFacts = ${literal({ name, version: apiVersion, namespace: xmlNamespace })};`,
    'const empty: facts.StructureShape = {type:"structure",members:{},required:[]};',
    ...shapes.map((shape) => writeShape(shape, model.shapes[shape]!)),
    ...errorNames(operations).map((error) => writeError(error, model.shapes[error]!)),
    ...operations.map((operation) => writeOperation(operation)),
    '',
    `export const operations: ReadonlyMap<string, facts.OperationFacts> = new Map<string, facts.OperationFacts>(`,
    `[${operations.map((operation) => operation.name).join(',')}].map((operation) => [operation.name, operation]));`,
    '',
  ].join('\n');
}

/** Shapes that the operations reach, each after those it is made of, so that plain constants can refer to each other. */
function shapesInOrderOfUse(model: Model, operations: readonly ModelOperation[]): string[] {
  const done = new Set<string>();
  const visit = (name: string, above: readonly string[]): void => {
    if (above.includes(name)) throw new Error(`shape \`${name}\` contains itself, which plain constants cannot say`);
    if (done.has(name)) return;
    for (const part of partsOf(model.shapes[name]!)) visit(part.shape, [...above, name]);
    done.add(name);
  };
  for (const { input, output } of operations) {
    if (input !== undefined) visit(input.shape, []);
    if (output !== undefined) visit(output.shape, []);
  }
  return [...done];
}

function partsOf(shape: ModelShape): ModelReference[] {
  return [...Object.values(shape.members ?? {}), shape.member, shape.key, shape.value].filter(
    (part) => part !== undefined,
  );
}

/** Structures become interfaces, enumerations unions; every other shape is written where it is used. */
function writeType(model: Model, name: string): string[] {
  const shape = model.shapes[name]!;
  if (shape.enum !== undefined)
    return [`export type ${name} = ${shape.enum.map((value) => literal(value)).join(' | ')};`];
  if (shape.type !== 'structure') return [];
  const members = Object.entries(shape.members ?? {}).map(([member, { shape: of }]) =>
    shape.required?.includes(member)
      ? `readonly ${member}: ${typeOf(model, of)};`
      : `readonly ${member}?: ${typeOf(model, of)} | undefined;`,
  );
  return [`export interface ${name} { ${members.join(' ')} }`];
}

function typeOf(model: Model, name: string): string {
  const shape = model.shapes[name]!;
  switch (shape.type) {
    case 'string':
      return shape.enum === undefined ? 'string' : name;
    case 'integer':
    case 'timestamp':
      return 'number';
    case 'boolean':
      return 'boolean';
    case 'blob':
      return 'Uint8Array';
    case 'list':
      return `readonly ${bracketed(typeOf(model, shape.member!.shape))}[]`;
    case 'map':
      return `ReadonlyMap<${typeOf(model, shape.key!.shape)}, ${typeOf(model, shape.value!.shape)}>`;
    case 'structure':
      return name;
    default:
      throw new Error(`shape \`${name}\` has the unknown type \`${shape.type}\``);
  }
}

const bracketed = (type: string): string => (type.startsWith('readonly ') ? `(${type})` : type);

function writeShape(name: string, shape: ModelShape): string {
  const { type, min, max, pattern, sensitive, hidesValues } = shape;
  const limits = literalFields({ min, max, pattern, enum: shape.enum, sensitive: sensitive || undefined, hidesValues });
  const fields = [`type:${literal(type)}`, limits, ...partFields(shape)].filter((field) => field !== '').join(',');
  return `const ${name}: facts.${typeNames[type]} = {${fields}};`;
}

const typeNames: Readonly<Record<string, string>> = {
  string: 'StringShape',
  integer: 'NumberShape',
  boolean: 'BooleanShape',
  timestamp: 'TimestampShape',
  blob: 'BlobShape',
  list: 'ListShape',
  map: 'MapShape',
  structure: 'StructureShape',
};

function partFields(shape: ModelShape): string[] {
  if (shape.type === 'list') return [`member:${shape.member!.shape}`];
  if (shape.type === 'map') return [`key:${shape.key!.shape}`, `value:${shape.value!.shape}`];
  if (shape.type !== 'structure') return [];
  const members = Object.entries(shape.members ?? {}).map(([name, part]) =>
    name === part.shape ? name : `${name}:${part.shape}`,
  );
  return [`members:{${members.join(',')}}`, `required:${literal(shape.required ?? [])}`];
}

const errorNames = (operations: readonly ModelOperation[]): string[] => [
  ...new Set(operations.flatMap(({ errors = [] }) => errors.map(({ shape }) => shape))),
];

/** An exception without a code of its own goes by its shape's name, and answers 400: so the SDK has it. */
function writeError(name: string, { error }: ModelShape): string {
  return `const ${name}: facts.ErrorFacts = ${literal({ code: error?.code ?? name, status: error?.httpStatusCode ?? 400 })};`;
}

function writeOperation({ name, input, output, errors = [] }: ModelOperation): string {
  const types = `${input?.shape ?? 'Record<never, never>'}, ${output?.shape ?? 'void'}`;
  const fields = [
    'service',
    `name:${literal(name)}`,
    `input:${input?.shape ?? 'empty'}`,
    `output:${output?.shape ?? 'undefined'}`,
    `errors:[${errors.map(({ shape }) => shape).join(',')}]`,
  ];
  return `export const ${name}: facts.OperationFacts<${types}> = {${fields.join(',')}};`;
}

function literalFields(fields: Readonly<Record<string, unknown>>): string {
  return Object.entries(fields)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `${key}:${literal(value)}`)
    .join(',');
}

/** JSON with bare keys, which is also TypeScript. */
function literal(value: unknown): string {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return JSON.stringify(value);
  return `{${literalFields(value as Record<string, unknown>)}}`;
}
