import type { KeyObject } from 'node:crypto';
import { deriveKey } from '../token/kdf.ts';
import type { Keyring } from '../token/keyring.ts';

/**
 * The key that seals a trail: derived for this alone from the root key, which lies outside of the trail's folder. A trail keeps
 * the key with which it began: after a rotation the key file holds that.
 */
export const auditKey = (keyring: Keyring): KeyObject =>
  keyring.audit ?? deriveKey(keyring.active.atRest, 'rolecall/v1/audit-seal');
