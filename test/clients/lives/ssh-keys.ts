import { Kept } from '../scenario/step.ts';
import { USER } from './holders.ts';
import { conflicts, DATE, does, life, misses, pages, refuses } from './life.ts';

const laptop = { ...USER, SSHPublicKeyId: new Kept('laptop id') };

export const sshKeys = life(
  'SSH public keys',
  does(
    'UploadSSHPublicKey',
    { ...USER, SSHPublicKeyBody: new Kept('laptop public key') },
    {
      'SSHPublicKey.SSHPublicKeyId': /^APKA[A-Z2-7]{16}$/,
      'SSHPublicKey.Fingerprint': new Kept('laptop fingerprint'),
      'SSHPublicKey.Status': 'Active',
      'SSHPublicKey.UploadDate': DATE,
    },
    { saves: { 'laptop id': 'SSHPublicKey.SSHPublicKeyId' } },
  ),
  refuses(
    'UploadSSHPublicKey',
    { ...USER, SSHPublicKeyBody: new Kept('laptop public key') },
    'DuplicateSSHPublicKey',
    'Duplicate SSH public key uploaded.',
  ),
  does(
    'UploadSSHPublicKey',
    { ...USER, SSHPublicKeyBody: new Kept('desktop public key') },
    {},
    { as: 'a second', saves: { 'desktop id': 'SSHPublicKey.SSHPublicKeyId' } },
  ),
  pages('ListSSHPublicKeys', USER, 2, { 'SSHPublicKeys.length': 2, 'SSHPublicKeys.0.Status': 'Active' }),
  does('UpdateSSHPublicKey', { ...laptop, Status: 'Inactive' }),
  does(
    'GetSSHPublicKey',
    { ...laptop, Encoding: 'PEM' },
    {
      'SSHPublicKey.SSHPublicKeyBody': /^-----BEGIN PUBLIC KEY-----/,
      'SSHPublicKey.Status': 'Inactive',
    },
  ),
  conflicts('DeleteUser', USER, 'Cannot delete entity, must remove referenced objects first.'),
  does('DeleteSSHPublicKey', laptop),
  does('DeleteSSHPublicKey', { ...USER, SSHPublicKeyId: new Kept('desktop id') }, {}, { as: 'the second' }),
  misses('GetSSHPublicKey', { ...laptop, Encoding: 'SSH' }, 'The Public Key with id {laptop id} cannot be found.'),
);
