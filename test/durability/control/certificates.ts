import { tagging, tagsOf } from './held.ts';
import { does, type Life, said } from './life.ts';
import { renamedTo } from './principals.ts';

export const serverCertificate: Life = {
  kind: 'server certificate',
  *course({ name, material }) {
    const before = { ServerCertificateName: name };
    const after = { ServerCertificateName: renamedTo(name) };
    const pair = { CertificateBody: material.certificate, PrivateKey: material.certificateKey };
    yield does('UploadServerCertificate', { ...before, Path: '/v1/', ...pair }, { at: `/v1/${name}` });
    yield* tagging('ServerCertificate', before);
    yield does(
      'UpdateServerCertificate',
      { ...before, NewServerCertificateName: after.ServerCertificateName, NewPath: '/v2/' },
      { at: `/v2/${after.ServerCertificateName}` },
    );
    yield does('DeleteServerCertificate', after, { at: undefined, tags: undefined });
  },
  async read(asking, name) {
    const places: string[] = [];
    let tags = {};
    for (const each of [name, renamedTo(name)]) {
      const found = await asking.ask('GetServerCertificate', { ServerCertificateName: each });
      if (found.status !== 200) continue;
      places.push(`${said(found, 'Path')}${said(found, 'ServerCertificateName')}`);
      tags = await tagsOf(asking, 'ServerCertificate', { ServerCertificateName: each });
    }
    return { at: places.length > 0 ? places.join(' and ') : undefined, ...tags };
  },
};

export const signingCertificate: Life = {
  kind: 'signing certificate',
  *course({ name, material }) {
    const user = { UserName: name };
    yield does('CreateUser', user, { user: name });
    const upload = { ...user, CertificateBody: material.certificate };
    const made = yield does('UploadSigningCertificate', upload, { held: 'Active' });
    const its = { ...user, CertificateId: made.text('CertificateId') };
    yield does('UpdateSigningCertificate', { ...its, Status: 'Inactive' }, { held: 'Inactive' });
    yield does('DeleteSigningCertificate', its, { held: undefined });
    yield does('DeleteUser', user, { user: undefined });
  },
  read: async ({ ask }, name) => ({
    user: said(await ask('GetUser', { UserName: name }), 'UserName'),
    held: said(await ask('ListSigningCertificates', { UserName: name }), 'Status'),
  }),
};
