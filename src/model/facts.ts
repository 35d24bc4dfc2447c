/**
 * The vocabulary in which AWS's wire facts are written down: names, types, limits and errors, as data.
 * `generated/` holds the facts themselves, made by `scripts/derive.ts` from AWS's published service models.
 */

export interface ServiceFacts<Name extends ServiceName = AwsServiceName> {
  /** The name that signs requests and prefixes actions. */
  readonly name: Name;
  readonly version: string;
  readonly namespace: string;
}

export type AwsServiceName = 'sts' | 'iam';

/** AWS's services, and our own, which services ask and no client of AWS does. */
export type ServiceName = AwsServiceName | 'rolecall';

export type Shape =
  | StringShape
  | NumberShape
  | BooleanShape
  | TimestampShape
  | BlobShape
  | ListShape
  | MapShape
  | StructureShape;

export interface StringShape {
  readonly type: 'string';
  readonly min?: number;
  readonly max?: number;
  /** AWS's pattern as its error messages print it. Compiled once, anchored, with the `u` flag, by the validator. */
  readonly pattern?: string;
  readonly enum?: readonly string[];
  /** A sensitive value is never echoed in an error, a log or an event. */
  readonly sensitive?: true;
}

export interface NumberShape {
  readonly type: 'integer';
  readonly min?: number;
  readonly max?: number;
}

export interface BooleanShape {
  readonly type: 'boolean';
}

export interface TimestampShape {
  readonly type: 'timestamp';
}

export interface BlobShape {
  readonly type: 'blob';
  readonly min?: number;
  readonly max?: number;
  readonly sensitive?: true;
}

export interface ListShape {
  readonly type: 'list';
  readonly member: Shape;
  readonly min?: number;
  readonly max?: number;
}

export interface MapShape {
  readonly type: 'map';
  readonly key: Shape;
  readonly value: Shape;
}

export interface StructureShape {
  readonly type: 'structure';
  /** Members in the order in which the service model lists them, which is the order on the wire. */
  readonly members: Readonly<Record<string, Shape>>;
  readonly required: readonly string[];
  /** Set on the input of an operation whose service leaves values out of its validation messages, as IAM's do (policy.md 8.5). */
  readonly hidesValues?: true;
}

export interface ErrorFacts {
  /** The code on the wire, which differs from the shape's name: `MalformedPolicyDocument`. */
  readonly code: string;
  readonly status: number;
}

/**
 * What AWS publishes about one operation. `Input` and `Output` are the TypeScript shapes of its parameters and
 * result; they exist for the compiler only.
 */
export interface OperationFacts<Input = unknown, Output = unknown, Name extends ServiceName = AwsServiceName> {
  readonly service: ServiceFacts<Name>;
  readonly name: string;
  readonly input: StructureShape;
  /** `undefined` where the operation answers nothing but its metadata. */
  readonly output: StructureShape | undefined;
  readonly errors: readonly ErrorFacts[];
  /** Phantom members: never present at run time. */
  readonly '~input'?: Input;
  readonly '~output'?: Output;
}

/** The facts of an operation of whatever service. */
export type AnyOperationFacts = OperationFacts<unknown, unknown, ServiceName>;

export type InputOf<Facts> = Facts extends OperationFacts<infer Input, infer _Output> ? Input : never;
export type OutputOf<Facts> = Facts extends OperationFacts<infer _Input, infer Output> ? Output : never;
