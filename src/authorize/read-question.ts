import type { z } from 'zod';
import { wrong } from './faults.ts';
import { CONTEXT_KEYS_MAX, type ParsedQuestion, questionSchema } from './question-schema.ts';
import { memberCount, memberText, plain, readBody } from './read-json.ts';

/** A question that fits the schema; the policy of the resource as text, for the reader of policies. */
export type ReadQuestion = Omit<ParsedQuestion, 'resourcePolicy'> & { readonly resourcePolicy: string | undefined };

/** Reads the body of a question, or throws what is wrong with it, by name. */
export function readQuestion(body: Buffer): ReadQuestion {
  const read = readBody(body);
  // The schema says what is wrong with each of them before it counts: fifty times what an honest question costs.
  if (memberCount(read, 'context') > CONTEXT_KEYS_MAX)
    throw wrong(`\`context\`: has more than ${CONTEXT_KEYS_MAX} keys`);
  const parsed = questionSchema.safeParse(plain(read.json));
  if (!parsed.success) throw wrong(sentenceOf(parsed.error.issues));
  const { resourcePolicy, ...question } = parsed.data;
  if (resourcePolicy === undefined || typeof resourcePolicy === 'string') return { ...question, resourcePolicy };
  const text = memberText(read, 'resourcePolicy')!;
  if (text.length > POLICY_LENGTH_MAX) {
    throw wrong(`\`resourcePolicy\` has more than ${POLICY_LENGTH_MAX} characters`);
  }
  return { ...question, resourcePolicy: text };
}

const POLICY_LENGTH_MAX = 20_480;

/** How many of many problems are told. */
const PROBLEMS_MAX = 5;

const sentenceOf = (issues: readonly z.core.$ZodIssue[]): string =>
  issues.slice(0, PROBLEMS_MAX).map(problemOf).join('; ');

function problemOf(issue: z.core.$ZodIssue): string {
  const place = nameOf(issue.path);
  switch (issue.code) {
    case 'unrecognized_keys':
      return `${quoted(issue.keys.map((key) => nameOf([...issue.path, key])))}: no such member`;
    case 'invalid_key':
      return `${quoted([place])}: ${issue.issues[0]?.message ?? 'is no name here'}`;
    case 'invalid_union':
      return `${quoted([place])}: fits none of the forms that it may have`;
    default:
      return `${quoted([place])}: ${issue.message}`;
  }
}

/** `request.headers.3.0`; the whole where the problem is with all of it. */
const nameOf = (path: readonly PropertyKey[]): string => (path.length === 0 ? 'the question' : path.join('.'));

/** Names are whoever asks's own, and come back to them; not without end. */
const quoted = (names: readonly string[]): string =>
  names
    .slice(0, PROBLEMS_MAX)
    .map((name) => `\`${name.slice(0, 200)}\``)
    .join(', ');
