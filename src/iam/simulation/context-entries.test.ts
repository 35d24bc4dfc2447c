import { describe, expect, it } from 'vitest';
import type { ContextEntry } from '../../model/generated/iam.ts';
import { contextEntries } from './context-entries.ts';

const entry = (
  ContextKeyType: string | undefined,
  ContextKeyValues: readonly string[] | undefined,
  ContextKeyName?: string,
) => ({ ContextKeyName: ContextKeyName ?? 'aws:Key', ContextKeyType, ContextKeyValues }) as ContextEntry;

describe('context entries', () => {
  it.each([
    ['string', ['x'], { kind: 'single', value: 'x' }],
    ['string', [''], { kind: 'single', value: '' }],
    ['stringList', ['x'], { kind: 'multi', values: ['x'] }],
    ['stringList', ['x', 'y'], { kind: 'multi', values: ['x', 'y'] }],
    ['numeric', ['01.50'], { kind: 'single', value: '01.50' }],
    ['booleanList', ['true', 'FALSE'], { kind: 'multi', values: ['true', 'FALSE'] }],
    ['ip', ['2001:db8::1'], { kind: 'single', value: '2001:db8::1' }],
    ['date', ['2030-01-01'], { kind: 'single', value: '2030-01-01' }],
    ['binary', ['aGk='], { kind: 'single', value: 'aGk=' }],
  ])('%s %j', (type, values, expected) =>
    expect([...contextEntries([entry(type, values)])]).toEqual([['aws:key', expected]]),
  );

  it.each([
    [entry('string', ['x'], ''), 'ContextKeyName cannot be null or empty.'],
    [{ ContextKeyType: 'string', ContextKeyValues: ['x'] } as ContextEntry, 'ContextKeyName cannot be null or empty.'],
    [entry(undefined, ['x']), 'Context key aws:Key has invalid type null.'],
    [entry('string', undefined), 'Context values for context key aws:Key cannot be null or empty.'],
    [entry('string', []), 'Context values for context key aws:Key cannot be null or empty.'],
    [entry('numeric', ['one']), 'Invalid context value for key aws:Key: expected numeric format.'],
    [entry('numericList', ['1', 'x']), 'Invalid context value for key aws:Key: expected numeric format.'],
    [entry('boolean', ['yes']), 'Invalid context value for key aws:Key: expected boolean format.'],
    [entry('ip', ['10.0.0']), 'Invalid context value for key aws:Key: expected ip format.'],
    [entry('date', ['soon']), 'Invalid context value for key aws:Key: expected date format.'],
    [entry('binary', ['*']), 'Invalid context value for key aws:Key: expected binary format.'],
    [entry('string', ['x', 'y']), 'Context key aws:Key of type string has more than one value; use stringList.'],
  ])('%j is refused', (bad, text) =>
    expect(() => contextEntries([bad])).toThrow(expect.objectContaining({ code: 'InvalidInput', text })),
  );

  it('a key given twice, in another case too, is refused', () => {
    const twice = [entry('string', ['x'], 'aws:k'), entry('string', ['y'], 'AWS:K')];
    expect(() => contextEntries(twice)).toThrow(
      expect.objectContaining({ text: 'Context key AWS:K is given more than once.' }),
    );
  });
});
