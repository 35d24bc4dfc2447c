import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import type { seedSchema } from '../seed/schema.ts';
import type { SeedObject } from './seed-object.ts';

/** What the schema takes, read-only and with documents as what they may be: the schema itself says no more than `unknown`. */
type Taken<Value> = unknown extends Value
  ? string | object
  : Value extends readonly (infer Item)[]
    ? readonly Taken<Item>[]
    : Value extends object
      ? { readonly [Name in keyof Value]: Taken<Value[Name]> }
      : Value;

type FromSchema = Taken<Omit<z.input<typeof seedSchema>, 'organization'>>;

describe('the types of a seed', () => {
  it('are those of the schema', () => {
    // Held by the compiler, in both directions. Units contain themselves, which the schema has no input type for.
    const all = (seed: Omit<SeedObject, 'organization'>): FromSchema => seed;
    const nothingElse = (seed: FromSchema): Omit<SeedObject, 'organization'> => seed;
    type Names<Value> = keyof NonNullable<NonNullable<Value>>;
    const same: Names<SeedObject['organization']>[] = [
      'id',
      'management-account',
      'features',
      'delegated-administrators',
      'policies',
      'root',
    ] satisfies Names<z.input<typeof seedSchema>['organization']>[];
    expect([all, nothingElse, same]).toHaveLength(3);
  });
});
