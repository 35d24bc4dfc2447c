import { createSecretKey } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { seededEntropy } from '../base/entropy.ts';
import { secretBox } from './box.ts';
import { keyring } from './keyring.ts';
import type { SecretContext } from './secret-box.ts';

const root = (fill: number) => createSecretKey(Buffer.alloc(32, fill));
const box = secretBox({ keyring: keyring(root(1)), entropy: seededEntropy('box') });
const context: SecretContext = { table: 'access_keys', column: 'secret', id: 'AKIAEXAMPLE', account: '123456789012' };
const secret = Buffer.from('wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY');

it('opens what it sealed, here and on another node', () => {
  const sealed = box.seal(secret, context);
  const elsewhere = secretBox({ keyring: keyring(root(1)), entropy: seededEntropy('other') });
  expect(box.open(sealed, context)?.equals(secret)).toBe(true);
  expect(elsewhere.open(sealed, { ...context })?.equals(secret)).toBe(true);
});

it('seals the same secret differently each time', () => {
  expect(box.seal(secret, context)).not.toBe(box.seal(secret, context));
});

it('opens under a retiring root key, and seals under the active one', () => {
  const old = box.seal(secret, context);
  const rotated = secretBox({ keyring: keyring(root(2), [root(1)]), entropy: seededEntropy('new') });
  expect(rotated.open(old, context)?.equals(secret)).toBe(true);
  expect(box.open(rotated.seal(secret, context), context)).toBeUndefined();
  expect(secretBox({ keyring: keyring(root(2)), entropy: seededEntropy('new') }).open(old, context)).toBeUndefined();
});

describe('attack/J09 opens nowhere else', () => {
  const elsewhere: [string, SecretContext][] = [
    ['table', { ...context, table: 'mfa_devices' }],
    ['column', { ...context, column: 'other' }],
    ['row', { ...context, id: 'AKIAANOTHER' }],
    ['account', { ...context, account: '210987654321' }],
    ['cut between column and row', { ...context, column: 'secretA', id: 'KIAEXAMPLE' }],
  ];
  it.each(elsewhere)('another %s', (_name, other) => {
    expect(box.open(box.seal(secret, context), other)).toBeUndefined();
  });
});

it('opens no altered text', () => {
  const sealed = box.seal(secret, context);
  const bytes = Buffer.from(sealed, 'base64');
  for (let at = 0; at < bytes.length; at++) {
    for (let bit = 0; bit < 8; bit++) {
      const altered = Buffer.from(bytes);
      altered[at]! ^= 1 << bit;
      expect(box.open(altered.toString('base64'), context)).toBeUndefined();
    }
    expect(box.open(bytes.subarray(0, at).toString('base64'), context)).toBeUndefined();
  }
  for (const altered of [`${sealed}\n`, ` ${sealed}`, `${sealed}=`, `${sealed.replaceAll('=', '')}A`, 'plain', '']) {
    expect(box.open(altered, context)).toBeUndefined();
  }
});
