import type { InputOf, OperationFacts, OutputOf } from '../model/facts.ts';

/**
 * What the manual says about a service in words, beside the facts that the model has. An operation without words, a parameter
 * or a result without them, and words about what does not exist do not compile.
 *
 * In a sentence, back ticks mark what is typed or answered as it stands: `sts:AssumeRole`, `--policy`.
 */
export interface ServiceWords<Api extends Facts> {
  /** What the service is, for its own page. */
  readonly about: readonly string[];
  readonly operations: { readonly [Name in keyof Api]: OperationWords<Api[Name]> };
  /** What a member of an input means, wherever it stands, unless an operation says otherwise. */
  readonly parameters: Readonly<Record<InputName<Api>, string>>;
  /** The same of outputs; where nothing is said here, the words of the parameter of that name hold. */
  readonly results: Readonly<Record<Exclude<OutputName<Api>, InputName<Api>>, string>> &
    Readonly<Partial<Record<OutputName<Api> & InputName<Api>, string>>>;
  /** Who may call an operation, where the same holds for all of them. */
  readonly permission?: (operation: string) => string;
  /** When a code is answered. */
  readonly errors: Readonly<Record<string, string>>;
  /** A value for each parameter that an operation requires, as it is typed; examples are made of them where none is given. */
  readonly samples: Readonly<Record<RequiredName<Api>, string>>;
}

/** The operations of a generated module. */
export type OperationsOf<Module> = Omit<Module, 'operations' | 'service'>;

/** Operations by name. `any` because a table of operations is of as many types as it has rows. */
// biome-ignore lint/suspicious/noExplicitAny: InputOf and OutputOf give each row its own types back
type Facts = Readonly<Record<string, OperationFacts<any, any>>>;

export interface OperationWords<Operation> {
  /** One line for lists: imperative, no full stop. */
  readonly summary: string;
  /** Paragraphs. */
  readonly description: readonly string[];
  /** What nobody may miss. */
  readonly important?: string;
  /** What is said otherwise than in the list of parameters. */
  readonly parameters?: Readonly<Partial<Record<MemberName<InputOf<Operation>>, string>>>;
  readonly results?: Readonly<Partial<Record<MemberName<OutputOf<Operation>>, string>>>;
  /** What holds where a parameter is left out. */
  readonly defaults?: Readonly<Partial<Record<keyof InputOf<Operation>, string>>>;
  readonly errors?: Readonly<Record<string, string>>;
  readonly examples?: readonly Example<Operation>[];
  /** Names of operations, and of other pages: `rolecall-assume`. */
  readonly related?: readonly string[];
  /** Set where this server knows the operation and answers 501 NotImplemented. */
  readonly isMissing?: true;
}

/** A call as it is typed, and what it prints. */
export interface Example<Operation> {
  readonly title: string;
  /** The parameters, each with its value as it is typed, in the order in which they are typed. */
  readonly given: Readonly<Partial<Record<keyof InputOf<Operation>, string>>>;
  /** Options that are no parameters, each with its word. */
  readonly options?: readonly string[];
  /** What stands in files that it names. */
  readonly files?: Readonly<Record<string, object>>;
  /** Left out where the operation answers nothing. */
  readonly output?: object;
  /** What a reader should notice. */
  readonly remark?: string;
}

/** The names of all members of a type, those of what it holds too. */
export type MemberName<Type> = Type extends Uint8Array
  ? never
  : Type extends ReadonlyMap<unknown, infer Value>
    ? MemberName<Value>
    : Type extends readonly (infer Member)[]
      ? MemberName<Member>
      : Type extends object
        ? { [Name in keyof Type]-?: (Name & string) | MemberName<NonNullable<Type[Name]>> }[keyof Type]
        : never;

type InputName<Api extends Facts> = { [Name in keyof Api]: MemberName<InputOf<Api[Name]>> }[keyof Api];
type OutputName<Api extends Facts> = { [Name in keyof Api]: MemberName<OutputOf<Api[Name]>> }[keyof Api];
type RequiredName<Api extends Facts> = { [Name in keyof Api]: RequiredOf<InputOf<Api[Name]>> }[keyof Api];
type RequiredOf<Input> = {
  [Name in keyof Input]-?: Record<never, never> extends Pick<Input, Name> ? never : Name & string;
}[keyof Input];
