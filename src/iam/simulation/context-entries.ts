import { readAddress, readNetwork } from '../../base/addresses.ts';
import { asciiLower } from '../../base/ascii.ts';
import { readMoment } from '../../base/dates.ts';
import { readDecimal } from '../../base/integers.ts';
import type { ContextEntry } from '../../model/generated/iam.ts';
import { readBase64 } from '../../policy/base64.ts';
import type { ContextValue } from '../../policy/types.ts';
import { iamFaults } from '../faults.ts';

/** Reads the context that a simulation is given, in AWS's words where it refuses (policy.md 9.4). */
export function contextEntries(entries: readonly ContextEntry[] = []): ReadonlyMap<string, ContextValue> {
  const context = new Map<string, ContextValue>();
  for (const entry of entries) {
    const [key, value] = read(entry);
    // AWS's answer is not on record; to take one of two would be a guess.
    if (context.has(key)) throw iamFaults.InvalidInput(`Context key ${entry.ContextKeyName} is given more than once.`);
    context.set(key, value);
  }
  return context;
}

function read({
  ContextKeyName: name,
  ContextKeyValues: values,
  ContextKeyType: type,
}: ContextEntry): [string, ContextValue] {
  if (name === undefined || name === '') throw iamFaults.InvalidInput('ContextKeyName cannot be null or empty.');
  if (type === undefined) throw iamFaults.InvalidInput(`Context key ${name} has invalid type null.`);
  if (values === undefined || values.length === 0) {
    throw iamFaults.InvalidInput(`Context values for context key ${name} cannot be null or empty.`);
  }
  const kind = type.replace('List', '');
  if (!values.every((value) => formats.get(kind)!(value))) {
    throw iamFaults.InvalidInput(`Invalid context value for key ${name}: expected ${kind} format.`);
  }
  // A key is of many values by its type and not by their number (4.3).
  if (type.endsWith('List')) return [asciiLower(name), { kind: 'multi', values }];
  if (values.length > 1) {
    throw iamFaults.InvalidInput(`Context key ${name} of type ${type} has more than one value; use ${type}List.`);
  }
  return [asciiLower(name), { kind: 'single', value: values[0]! }];
}

/** What a value of each type looks like. The text for `numeric` is recorded, the others follow it. */
const formats: ReadonlyMap<string, (value: string) => boolean> = new Map([
  ['string', () => true],
  ['numeric', (value: string) => readDecimal(value) !== undefined],
  ['boolean', (value: string) => /^(?:true|false)$/i.test(value)],
  ['ip', (value: string) => readAddress(value) !== undefined || readNetwork(value) !== undefined],
  ['binary', (value: string) => readBase64(value) !== undefined],
  ['date', (value: string) => readMoment(value) !== undefined],
]);
