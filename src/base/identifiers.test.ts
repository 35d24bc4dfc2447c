import { describe, expect, it } from 'vitest';
import { seededEntropy } from './entropy.ts';
import {
  accessKeyId,
  accountId,
  accountOfAccessKey,
  base32,
  isAccountId,
  secretAccessKey,
  uniqueId,
  uuid,
} from './identifiers.ts';

const entropy = seededEntropy('identifiers');

describe('access key ids', () => {
  it('carry the account that they were made for', () => {
    for (const account of ['000000000000', '000000000001', '123456789012', '999999999999']) {
      for (let i = 0; i < 200; i++) {
        const id = accessKeyId(i % 2 ? 'AKIA' : 'ASIA', account, entropy);
        expect(id).toMatch(/^A[KS]IA[Q-Z2-7][A-Z2-7]{15}$/);
        expect(accountOfAccessKey(id)).toBe(account);
      }
    }
  });

  it.each([
    ['published example', 'ASIAY34FZKBOKMUTVV7A', '609629065308'],
    ['old form without an account', 'AKIAIOSFODNN7EXAMPLE', undefined],
    ['too short', 'AKIAQ', undefined],
    ['lower case', 'akiay34fzkbokmutvv7a', undefined],
  ])('%s', (_label, id, account) => expect(accountOfAccessKey(id)).toBe(account));
});

describe('other identifiers', () => {
  it('have the forms of AWS', () => {
    expect(uniqueId('AROA', entropy)).toMatch(/^AROA[A-Z2-7]{17}$/);
    expect(secretAccessKey(entropy)).toMatch(/^[A-Za-z0-9/+]{40}$/);
    expect(uuid(entropy)).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(isAccountId(accountId(entropy))).toBe(true);
    expect(base32(Buffer.from('foobar'))).toBe('MZXW6YTBOI');
  });

  it.each(['12345678901', '1234567890123', '12345678901a', '١٢٣٤٥٦٧٨٩٠١٢', ' 123456789012'])(
    '%s is no account id',
    (text) => expect(isAccountId(text)).toBe(false),
  );
});
