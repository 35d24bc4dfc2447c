import { secretContext } from '../../../src/iam/service-credentials/create-service-specific-credential.ts';
import { type Proof, said } from './life.ts';

/** What a client was told once, in an answer, and relies on from then on. */
export const proofs: readonly Proof[] = [
  {
    kind: 'credentials',
    async read({ ask }, [accessKeyId = '', secretAccessKey = '']) {
      const { status } = await ask('GetCallerIdentity', {}, { accessKeyId, secretAccessKey });
      return status === 200 ? 'work' : null;
    },
  },
  {
    // No service takes it here: it is opened as a service's check would.
    kind: 'service password',
    async read({ tools, account }, [id = '', password]) {
      const record = await tools.store.serviceCredentials.byId(account, id);
      const opened = record && tools.secrets.open(record.sealedSecret, secretContext(record));
      return opened !== undefined && Buffer.from(opened).toString() === password ? 'sealed' : null;
    },
  },
  {
    kind: 'deletion',
    read: async ({ ask }, [DeletionTaskId = '']) =>
      said(await ask('GetServiceLinkedRoleDeletionStatus', { DeletionTaskId }), 'Status') ?? null,
  },
  {
    kind: 'job',
    read: async ({ ask }, [JobId = '']) =>
      said(await ask('GetServiceLastAccessedDetails', { JobId }), 'JobStatus') ?? null,
  },
];
