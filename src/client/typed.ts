import type { InputOf, OperationFacts, OutputOf, Shape } from '../model/facts.ts';
import type * as iam from '../model/generated/iam.ts';
import type * as sts from '../model/generated/sts.ts';

/** The declarations of all operations, by their names: `AssumeRole`, `GetRole`. */
type Declared = FactsIn<typeof sts> & FactsIn<typeof iam>;
type FactsIn<Module> = {
  [Name in keyof Module as Module[Name] extends OperationFacts ? Name : never]: Module[Name];
};

/** The name of an operation of STS or IAM. */
export type OperationName = keyof Declared & string;

/** The parameters of an operation, with AWS's names. */
export type Input<Name extends OperationName> = InputOf<Declared[Name]>;

/** The result of an operation, with AWS's names. Times are dates. */
export type Output<Name extends OperationName> = Dated<OutputOf<Declared[Name]>>;

/** A result in which every time, which the declarations count in seconds, is a date. */
export type Dated<Value> = Value extends readonly (infer Item)[]
  ? readonly Dated<Item>[]
  : Value extends Uint8Array
    ? Value
    : Value extends object
      ? {
          readonly [Member in keyof Value]: Member extends TimeName
            ? Date | Extract<Value[Member], undefined>
            : Dated<Value[Member]>;
        }
      : Value;

/** Every member that is a time, in any result; no member of another type has one of these names (typed.test.ts). */
export const TIME_NAMES = [
  'CreateDate',
  'CreateTimestamp',
  'EnableDate',
  'Expiration',
  'ExpirationDate',
  'ExpirationTime',
  'GeneratedTime',
  'JobCompletionDate',
  'JobCreationDate',
  'LastAccessedTime',
  'LastAuthenticated',
  'LastAuthenticatedTime',
  'LastUsedDate',
  'PasswordLastUsed',
  'Timestamp',
  'UpdateDate',
  'UpdateTimestamp',
  'UpdatedTime',
  'UploadDate',
  'ValidUntil',
] as const;
type TimeName = (typeof TIME_NAMES)[number];

/** Makes dates of the times in a result, by its shape. One that does not read stays the text that it is. */
export function dated(value: unknown, shape: Shape): unknown {
  switch (shape.type) {
    case 'structure':
      return Object.fromEntries(
        Object.entries(value as Record<string, unknown>).map(([name, held]) => [
          name,
          dated(held, shape.members[name]!),
        ]),
      );
    case 'list':
      return (value as readonly unknown[]).map((item) => dated(item, shape.member));
    case 'map':
      return Object.fromEntries(
        Object.entries(value as Record<string, unknown>).map(([name, held]) => [name, dated(held, shape.value)]),
      );
    case 'timestamp': {
      const date = new Date(String(value));
      return Number.isNaN(date.getTime()) ? value : date;
    }
    default:
      return value;
  }
}
