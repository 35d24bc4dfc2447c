import { absent, Kept } from '../scenario/step.ts';
import { USER } from './holders.ts';
import { arn, conflicts, DATE, does, KEEPER, life, misses, PATH, pages, refuses, tags } from './life.ts';

const tls = { ServerCertificateName: 'tls' };
const moved = { ServerCertificateName: 'moved' };
const pair = (name: string) => ({
  CertificateBody: new Kept(`${name} certificate`),
  PrivateKey: new Kept(`${name} key`),
});

export const serverCertificates = life(
  'server certificates',
  does(
    'UploadServerCertificate',
    { ...tls, Path: PATH, ...pair('tls'), CertificateChain: new Kept('authority certificate') },
    {
      'ServerCertificateMetadata.Arn': arn('server-certificate/life/tls'),
      'ServerCertificateMetadata.ServerCertificateId': /^ASCA[A-Z2-7]{17}$/,
      'ServerCertificateMetadata.UploadDate': DATE,
      'ServerCertificateMetadata.Expiration': DATE,
    },
  ),
  does(
    'UploadServerCertificate',
    { ServerCertificateName: 'turn', Path: PATH, ...pair('tls-next') },
    {},
    {
      as: 'a second',
    },
  ),
  refuses(
    'UploadServerCertificate',
    { ...tls, ...pair('tls') },
    'EntityAlreadyExists',
    'The Server Certificate with name tls already exists.',
  ),
  refuses(
    'UploadServerCertificate',
    {
      ServerCertificateName: 'mixed',
      CertificateBody: new Kept('tls certificate'),
      PrivateKey: new Kept('tls-next key'),
    },
    'KeyPairMismatch',
    'The private key did not match the public key provided. Please verify the key material and try again.',
  ),
  pages('ListServerCertificates', { PathPrefix: PATH }, 2, {
    'ServerCertificateMetadataList.length': 2,
    'ServerCertificateMetadataList.0.ServerCertificateName': 'tls',
    'ServerCertificateMetadataList.1.ServerCertificateName': 'turn',
  }),
  tags('ServerCertificate', tls),
  does('UpdateServerCertificate', { ...tls, NewServerCertificateName: 'moved', NewPath: '/life/new/' }),
  does('GetServerCertificate', moved, {
    'ServerCertificate.ServerCertificateMetadata.Arn': arn('server-certificate/life/new/moved'),
    'ServerCertificate.CertificateBody': /^-----BEGIN CERTIFICATE-----/,
    'ServerCertificate.CertificateChain': /^-----BEGIN CERTIFICATE-----/,
    'ServerCertificate.PrivateKey': absent,
    'ServerCertificate.Tags.length': 1,
  }),
  does('DeleteServerCertificate', moved),
  does('DeleteServerCertificate', { ServerCertificateName: 'turn' }, {}, { as: 'the second' }),
  misses('GetServerCertificate', moved, 'The Server Certificate with name moved cannot be found.'),
);

const signing = { ...USER, CertificateId: new Kept('signing id') };

export const signingCertificates = life(
  'signing certificates',
  does(
    'UploadSigningCertificate',
    { ...USER, CertificateBody: new Kept('signing certificate') },
    {
      'Certificate.UserName': 'holly',
      'Certificate.CertificateId': /^[A-Z0-9]{24,128}$/,
      'Certificate.Status': 'Active',
      'Certificate.UploadDate': DATE,
    },
    { saves: { 'signing id': 'Certificate.CertificateId' } },
  ),
  does(
    'UploadSigningCertificate',
    { ...USER, CertificateBody: new Kept('signing certificate') },
    { 'Certificate.CertificateId': new Kept('signing id') },
    { as: 'once more' },
  ),
  refuses(
    'UploadSigningCertificate',
    { UserName: KEEPER, CertificateBody: new Kept('signing certificate') },
    'DuplicateCertificate',
    'Duplicate certificate uploaded.',
  ),
  does(
    'UploadSigningCertificate',
    { ...USER, CertificateBody: new Kept('signing-next certificate') },
    {},
    { as: 'a second', saves: { 'second signing id': 'Certificate.CertificateId' } },
  ),
  does('UpdateSigningCertificate', { ...signing, Status: 'Inactive' }),
  pages('ListSigningCertificates', USER, 2, {
    'Certificates.length': 2,
    'Certificates.0.CertificateBody': /^-----BEGIN CERTIFICATE-----/,
  }),
  conflicts('DeleteUser', USER, 'Cannot delete entity, must delete certificates first.'),
  does('DeleteSigningCertificate', signing),
  does('DeleteSigningCertificate', { ...USER, CertificateId: new Kept('second signing id') }, {}, { as: 'the second' }),
  misses('DeleteSigningCertificate', signing, 'The Certificate with id {signing id} cannot be found.'),
);
