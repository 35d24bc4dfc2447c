import { z } from 'zod';
import type { OperationFacts } from '../model/facts.ts';
import * as model from '../model/generated/iam.ts';

/*
 * What a seed may hold. Names, lengths and patterns are those of the IAM operation that makes the thing, read from its wire
 * facts; what the schema cannot say (quotas, names that are taken, principals that do not exist) the operations say
 * themselves when the seed is applied.
 */

// A seed is read once or twice in a process: a validator that is compiled first is not worth it.
z.config({ jitless: true });

/** A text or number as a parameter of an operation takes it. */
export function wire(facts: OperationFacts, member: string): z.ZodString {
  const shape = facts.input.members[member];
  if (shape?.type !== 'string') throw new Error(`${facts.name} has no text ${member}`);
  let text = z.string();
  if (shape.min !== undefined) text = text.min(shape.min);
  if (shape.max !== undefined) text = text.max(shape.max);
  if (shape.pattern !== undefined) {
    const pattern = new RegExp(`^(?:${shape.pattern.replaceAll('\\:', ':')})$`, 'u');
    text = text.regex(pattern, `does not fit \`${shape.pattern}\``);
  }
  return text;
}

/** A mapping whose keys are names. It is a Map from here on, since users choose the names. */
export const named = <Value extends z.ZodType>(key: z.ZodString, value: Value) =>
  z.record(key, value).transform((entries) => new Map<string, z.output<Value>>(Object.entries(entries)));

export const accountId = z.string().regex(/^[0-9]{12}$/, 'twelve digits are expected');

/** A policy document, as a mapping or as a text. What it holds is not the schema's business. */
export const document = z
  .unknown()
  .refine(
    (value) => typeof value === 'string' || (typeof value === 'object' && value !== null && !Array.isArray(value)),
    'a policy document is a mapping or a text',
  )
  .meta({ type: ['object', 'string'], description: 'A policy document: a mapping, or a text of JSON.' });

/** A secret: the text itself, or where it stands. */
export const secret = z
  .union(
    [
      z.string().min(1),
      z.strictObject({ env: z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/) }),
      z.strictObject({ file: z.string().min(1) }),
    ],
    'a secret is a text, `{ env: NAME }` or `{ file: PATH }`',
  )
  .meta({ description: 'A secret: the text itself, an environment variable, or a file.' });

export const tags = named(z.string().min(1).max(128), z.string().max(256));
export const path = wire(model.CreateUser, 'Path');
export const boundary = z.string().min(1).nullable().meta({
  description:
    'Name of a managed policy of the account, or ARN of one that AWS manages. `null` takes the boundary away.',
});
export const inline = named(wire(model.PutUserPolicy, 'PolicyName'), document);
export const attached = z.array(z.string().min(1)).meta({
  description: 'Names of managed policies of the account, or ARNs of such that AWS manages.',
});
