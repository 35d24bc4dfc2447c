/** Whether a field of an administrative question is of the kind that its command takes. */
export type FieldKind<Value> = (said: unknown) => said is Value;

export const text: FieldKind<string> = (said) => typeof said === 'string';
export const flag: FieldKind<boolean> = (said) => typeof said === 'boolean';
export const whole: FieldKind<number> = (said): said is number => Number.isSafeInteger(said) && (said as number) >= 0;
export const optional =
  <Value>(kind: FieldKind<Value>): FieldKind<Value | undefined> =>
  (said): said is Value | undefined =>
    said === undefined || kind(said);
export const texts: FieldKind<Readonly<Record<string, string>>> = (said): said is Readonly<Record<string, string>> =>
  typeof said === 'object' && said !== null && !Array.isArray(said) && Object.values(said).every(text);

/**
 * Reads a question; `undefined` where a field is of another kind, or is not known. A program newer than the server may
 * mean something by a field that the server does not know: it must not be carried out as if that were not there.
 */
export function reading<Kinds extends FieldKinds>(kinds: Kinds) {
  return (fields: Readonly<Record<string, unknown>>): Question<Kinds> | undefined => {
    const isKnown = Object.keys(fields).every((name) => Object.hasOwn(kinds, name));
    const fits = Object.entries(kinds).every(([name, kind]) => kind(fields[name]));
    return isKnown && fits ? (fields as Question<Kinds>) : undefined;
  };
}

export interface FieldKinds {
  readonly [field: string]: FieldKind<unknown>;
}

export type Question<Kinds> = {
  readonly [Field in keyof Kinds]: Kinds[Field] extends FieldKind<infer Value> ? Value : never;
};
