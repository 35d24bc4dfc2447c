import { serverCertificateArn } from '../../base/arn.ts';
import { secondsOf } from '../../base/clock.ts';
import { uniqueId } from '../../base/identifiers.ts';
import * as model from '../../model/generated/iam.ts';
import { operation } from '../../operation/operation.ts';
import type { ServerCertificateRecord } from '../../store/credential-records.ts';
import { quotaExceeded } from '../faults.ts';
import { ask, requestTags } from '../question.ts';
import { resourceTagRule, tagged, wireTags } from '../tags.ts';
import { unlessTaken } from '../taken.ts';
import { describedMetadata } from './describe.ts';
import { certificateExists } from './find.ts';
import { readServerCertificate } from './read.ts';

/**
 * Keeps a certificate with its private key, which is checked against it and stored sealed: no operation gives it out
 * again (security.md 4.2).
 */
export const UploadServerCertificate = operation(model.UploadServerCertificate, {
  access: ({ caller, input }) =>
    ask(
      model.UploadServerCertificate,
      serverCertificateArn(caller.account, input.Path ?? '/', input.ServerCertificateName),
      requestTags(input.Tags),
    ),
  async handle({ store, caller: { account }, input, secrets, entropy, clock, quotas }) {
    const { ServerCertificateName: name, Path: path = '/' } = input;
    const { privateKey, ...read } = readServerCertificate(input, new Date(clock.now()));
    const id = uniqueId('ASCA', entropy);
    const certificate: ServerCertificateRecord = {
      ...{ id, account, name, path, createdAt: secondsOf(clock), ...read },
      tags: tagged([], input.Tags, resourceTagRule, quotas),
      sealedPrivateKey: secrets.seal(Buffer.from(privateKey), privateKeyContext({ id, account })),
    };
    const saved = store.change(async (tx) => {
      if ((await tx.serverCertificates.byName(account, name)) !== undefined) throw certificateExists(name);
      const quota = quotas.serverCertificatesPerAccount;
      if ((await tx.serverCertificates.count(account)) >= quota)
        throw quotaExceeded('ServerCertificatesPerAccount', quota);
      await tx.put.serverCertificate(certificate);
    });
    await unlessTaken(saved, () => certificateExists(name));
    return { ServerCertificateMetadata: describedMetadata(certificate), Tags: wireTags(certificate.tags) };
  },
});

/** What a private key is bound to. Whoever opens it says the same. */
export const privateKeyContext = ({ id, account }: Pick<ServerCertificateRecord, 'id' | 'account'>) =>
  ({ table: 'server_certificates', column: 'sealed_private_key', id, account }) as const;
