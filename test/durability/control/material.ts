import { createPublicKey } from 'node:crypto';
import { makeCertificate, rsaKey } from '../../../src/iam/certificates/testing.ts';
import type { Material } from './life.ts';

/** Makes what lives need. Takes a second: the RSA keys. */
export function makeMaterial(): Material {
  const { pem, keyPem } = makeCertificate();
  const rsa = rsaKey(2048).export({ type: 'pkcs8', format: 'pem' }).toString();
  const sshKey = createPublicKey(rsa).export({ type: 'spki', format: 'pem' }).toString();
  return { certificate: pem, certificateKey: keyPem, sshKey, rsaKey: rsa };
}
