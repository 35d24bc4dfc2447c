import type { KeyObject } from 'node:crypto';
import { deriveKey } from '../token/kdf.ts';
import type { Keyring } from '../token/keyring.ts';

/** The key that seals a trail: derived for this alone from the root key, which lies outside of the trail's folder. */
export const auditKey = (keyring: Keyring): KeyObject => deriveKey(keyring.active.atRest, 'rolecall/v1/audit-seal');
