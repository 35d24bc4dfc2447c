import { parseArn } from '../base/arn.ts';
import { asciiLower } from '../base/ascii.ts';
import { type Json, readJson } from '../base/json.ts';
import { placesIn } from '../policy/index.ts';
import type { ContextValue, PolicyRequest } from '../policy/types.ts';
import { principalNamed } from './principal-named.ts';
import { Refusal } from './refusal.ts';

/** A request as a file holds it, and the account that owns its resource. */
export interface RequestFile {
  readonly request: PolicyRequest;
  readonly resourceAccount: string;
}

/**
 * Reads a request:
 *
 *     {"action": "s3:GetObject", "resource": "arn:aws:s3:::b/k", "principal": "arn:aws:iam::111122223333:user/ann",
 *      "context": {"aws:SourceIp": "192.0.2.1", "aws:TagKeys": ["team"]}}
 *
 * A list makes a key of many values, even where it holds one. Keys that follow from the principal need not be given.
 */
export function readRequest(file: string, text: string): RequestFile {
  const placeOf = placesIn(text);
  const refuse = (at: { readonly start: number }, sentence: string): never => {
    const { line, column } = placeOf(at.start);
    throw new Refusal(`${file}:${line}:${column}: ${sentence}`);
  };
  const read = readJson(text);
  if (!read.ok) return refuse({ start: read.offset }, reasons[read.reason]);
  const root = read.value;
  const members = new Map(objectOf(root, refuse).map((member) => [member.name, member]));
  for (const { name, ...member } of members.values())
    if (!KNOWN.has(name)) refuse(member, `no such member: \`${name}\``);

  const one = (name: string): string | undefined => {
    const value = members.get(name)?.value;
    if (value === undefined) return undefined;
    return value.type === 'string' ? value.value : refuse(value, `\`${name}\` is a text`);
  };
  const action = one('action') ?? refuse(root, '`action` is needed');
  const resource = one('resource') ?? '*';
  const named = one('principal');
  const { principal, keys } =
    principalNamed(named) ??
    refuse(members.get('principal')!.value, `nobody that a request can come from: \`${named}\``);

  const context = new Map<string, ContextValue>(keys);
  const given = members.get('context')?.value;
  const seen = new Set<string>();
  for (const { name, value, ...member } of given === undefined ? [] : objectOf(given, refuse)) {
    const key = asciiLower(name);
    if (seen.has(key)) refuse(member, `the key \`${name}\` is given twice: letters of another case are no difference`);
    seen.add(key);
    context.set(key, contextValue(value, refuse));
  }
  const resourceAccount = one('resourceAccount') ?? (parseArn(resource)?.account || principal.account);
  const account = principal.account === '' ? resourceAccount : principal.account;
  return { request: { action, resource, principal: { ...principal, account }, context }, resourceAccount };
}

const KNOWN = new Set(['action', 'resource', 'principal', 'context', 'resourceAccount']);

const reasons = {
  syntax: 'no JSON',
  duplicate: 'a name is written twice',
  depth: 'too deep',
  size: 'too long',
} as const;

type Refuse = (at: { readonly start: number }, sentence: string) => never;

const objectOf = (json: Json, refuse: Refuse) =>
  json.type === 'object' ? json.members : refuse(json, 'an object is expected');

function contextValue(json: Json, refuse: Refuse): ContextValue {
  if (json.type === 'array') return { kind: 'multi', values: json.items.map((item) => textOf(item, refuse)) };
  return { kind: 'single', value: textOf(json, refuse) };
}

/** Numbers and booleans count as their text, as they do in policies. */
function textOf(json: Json, refuse: Refuse): string {
  if (json.type === 'string') return json.value;
  if (json.type === 'number') return json.text;
  return json.type === 'boolean'
    ? String(json.value)
    : refuse(json, 'a text, a number, a boolean or a list of them is expected');
}
