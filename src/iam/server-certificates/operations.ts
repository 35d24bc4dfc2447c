import { asciiLower } from '../../base/ascii.ts';
import * as model from '../../model/generated/iam.ts';
import { type Operation, operation } from '../../operation/operation.ts';
import type { ServerCertificateRecord } from '../../store/credential-records.ts';
import { changingOf, on, presentOf } from '../kind.ts';
import { storePage } from '../paging.ts';
import { ask, question, resourceTags } from '../question.ts';
import { unlessTaken } from '../taken.ts';
import { describedCertificate, describedMetadata } from './describe.ts';
import { arnOf, certificateExists, serverCertificates } from './find.ts';
import { UploadServerCertificate } from './upload-server-certificate.ts';

const GetServerCertificate = operation(model.GetServerCertificate, {
  ...on(serverCertificates, model.GetServerCertificate),
  handle: async (given) => ({ ServerCertificate: describedCertificate(presentOf(serverCertificates, given)) }),
});

const ListServerCertificates = operation(model.ListServerCertificates, {
  access: ({ caller, input }) =>
    ask(model.ListServerCertificates, `arn:aws:iam::${caller.account}:server-certificate${input.PathPrefix ?? '/'}`),
  async handle(given) {
    const { store, caller, input } = given;
    const { items, ...listed } = await storePage(
      given,
      model.ListServerCertificates,
      (page) => store.serverCertificates.list(caller.account, { ...page, pathPrefix: input.PathPrefix }),
      ({ name }) => asciiLower(name),
    );
    return { ServerCertificateMetadataList: items.map(describedMetadata), ...listed };
  },
});

/** Renames or moves a certificate. The caller needs permission on it as it is and as what it becomes, as for a user. */
const UpdateServerCertificate = operation(model.UpdateServerCertificate, {
  ...on(serverCertificates, model.UpdateServerCertificate),
  access({ caller, found, input }) {
    const before = serverCertificates.arn(caller.account, input, found);
    const { path, name } = renamed(found ?? { path: '/', name: input.ServerCertificateName }, input);
    const after = arnOf({ account: caller.account, path, name });
    const resources = before === after ? [before] : [before, after];
    return resources.map((resource) => question(model.UpdateServerCertificate, resource, resourceTags(found?.tags)));
  },
  handle: (given) => {
    const saved = changingOf(serverCertificates, given, async (tx, certificate) => {
      const after = { ...certificate, ...renamed(certificate, given.input) };
      const holder = await tx.serverCertificates.byName(after.account, after.name);
      if (holder !== undefined && holder.id !== certificate.id) throw certificateExists(after.name);
      await tx.put.serverCertificate(after);
    });
    const wanted = given.input.NewServerCertificateName ?? given.input.ServerCertificateName;
    return unlessTaken(saved, () => certificateExists(wanted));
  },
});

const DeleteServerCertificate = operation(model.DeleteServerCertificate, {
  ...on(serverCertificates, model.DeleteServerCertificate),
  handle: (given) =>
    changingOf(serverCertificates, given, (tx, { account, id }) => tx.remove.serverCertificate(account, id)),
});

export const serverCertificateOperations: readonly Operation[] = [
  UploadServerCertificate,
  GetServerCertificate,
  ListServerCertificates,
  UpdateServerCertificate,
  DeleteServerCertificate,
];

const renamed = (
  { path, name }: Pick<ServerCertificateRecord, 'path' | 'name'>,
  { NewPath, NewServerCertificateName }: model.UpdateServerCertificateRequest,
) => ({ path: NewPath ?? path, name: NewServerCertificateName ?? name });
