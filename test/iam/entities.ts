import { mfaArn, policyArn, userArn } from '../../src/base/arn.ts';
import { seedContext } from '../../src/mfa/verifier.ts';
import type { Tools } from '../../src/operation/operation.ts';

/** One entity of each kind in an account, by the request member that names it. */
export type Names = Readonly<Record<EntityMember, string>>;

export const ENTITY_MEMBERS = [
  'UserName',
  'GroupName',
  'RoleName',
  'InstanceProfileName',
  'ServerCertificateName',
  'PolicyArn',
  'PermissionsBoundary',
  'PolicySourceArn',
  'Arn',
  'OpenIDConnectProviderArn',
  'SAMLProviderArn',
  'SerialNumber',
  'AccessKeyId',
  'CertificateId',
  'SSHPublicKeyId',
  'ServiceSpecificCredentialId',
  'JobId',
  'DeletionTaskId',
] as const;

export type EntityMember = (typeof ENTITY_MEMBERS)[number];

/**
 * The names of an account's entities. `word` keeps those of two accounts apart; words of one length give names of one
 * length, so that answers can be compared to the byte.
 */
export function namesOf(account: string, word: string): Names {
  const user = userArn(account, '/', word);
  const policy = policyArn(account, '/', word);
  const id = (prefix: string) => `${prefix}${word.toUpperCase().padEnd(17, '2')}`;
  return {
    UserName: word,
    GroupName: word,
    RoleName: word,
    InstanceProfileName: word,
    ServerCertificateName: word,
    PolicyArn: policy,
    PermissionsBoundary: policy,
    PolicySourceArn: user,
    Arn: user,
    OpenIDConnectProviderArn: `arn:aws:iam::${account}:oidc-provider/${word}.example.com`,
    SAMLProviderArn: `arn:aws:iam::${account}:saml-provider/${word}`,
    SerialNumber: mfaArn(account, '/', word),
    AccessKeyId: id('AKIA').slice(0, 20),
    CertificateId: `${id('CERT')}QQQQ`,
    SSHPublicKeyId: id('APKA'),
    ServiceSpecificCredentialId: id('ACCA'),
    JobId: `00000000-0000-4000-8000-${Buffer.from(word).toString('hex').padEnd(12, '0').slice(0, 12)}`,
    DeletionTaskId: `task/aws-service-role/x.amazonaws.com/${word}/00000000-0000-4000-8000-000000000000`,
  };
}

/** Puts one entity of every kind into an account, under the names of `namesOf`. Straight into the store: what is tested is who finds them. */
export async function putEntities(
  { store, secrets }: Pick<Tools, 'store' | 'secrets'>,
  account: string,
  word: string,
): Promise<void> {
  const names = namesOf(account, word);
  const common = { account, createdAt: 1 };
  const entity = { ...common, name: word, path: '/', tags: [{ key: 'team', value: 'blue' }] };
  const userId = `AIDA${word}`;
  const credential = { ...common, userId, active: true };
  await store.change(async (tx) => {
    await tx.put.user({ ...entity, id: userId, boundaryArn: names.PermissionsBoundary });
    await tx.put.group({ ...common, name: word, path: '/', id: `AGPA${word}` });
    await tx.put.role({
      ...entity,
      id: `AROA${word}`,
      description: undefined,
      maxSessionSeconds: 3600,
      trust: { text: TRUST, bindings: {} },
      boundaryArn: names.PermissionsBoundary,
    });
    await tx.put.policy({
      ...entity,
      id: `ANPA${word}`,
      description: undefined,
      defaultVersion: 'v1',
      nextVersion: 2,
      updatedAt: 1,
    });
    await tx.put.policyVersion(account, { policyId: `ANPA${word}`, version: 'v1', text: DOCUMENT, createdAt: 1 });
    for (const ownerId of [userId, `AGPA${word}`, `AROA${word}`]) {
      await tx.put.attachment(account, { ownerId, policyArn: names.PolicyArn });
      await tx.put.inline(account, { ownerId, name: word, text: DOCUMENT });
    }
    await tx.put.instanceProfile({ ...entity, id: `AIPA${word}`, roleId: undefined });
    await tx.put.serverCertificate({
      ...entity,
      id: `ASCA${word}`,
      body: 'body',
      chain: undefined,
      sealedPrivateKey: 'sealed',
      expiresAt: 2,
    });
    await tx.put.oidcProvider({
      ...entity,
      id: `OIDC${word}`,
      name: `${word}.example.com`,
      clientIds: ['aud'],
      thumbprints: [],
    });
    await tx.put.samlProvider({
      ...entity,
      id: `SAML${word}`,
      uuid: 'SAMLP0',
      metadata: '<x/>',
      updatedAt: 1,
      validUntil: undefined,
      assertionEncryption: undefined,
      privateKeys: [],
    });
    await tx.put.mfa({
      ...entity,
      serial: names.SerialNumber,
      sealedSeed: secrets.seal(Buffer.alloc(32), seedContext({ serial: names.SerialNumber, account })),
      userId: undefined,
      enabledAt: undefined,
      lastStep: 0,
      failures: 0,
      lockedUntil: 0,
      guessDay: 0,
      guesses: 0,
    });
    await tx.put.key({ ...credential, id: names.AccessKeyId, sealedSecret: 'sealed' });
    await tx.put.signingCertificate({ ...credential, id: names.CertificateId, body: 'body', digest: 'd' });
    await tx.put.sshKey({ ...credential, id: names.SSHPublicKeyId, body: 'body', fingerprint: 'f' });
    await tx.put.serviceCredential({
      ...credential,
      id: names.ServiceSpecificCredentialId,
      service: 'codecommit.amazonaws.com',
      serviceUserName: `${word}-at-${account}`,
      sealedSecret: 'sealed',
      expiresAt: undefined,
    });
    const body = JSON.stringify({ arn: names.Arn, granularity: 'SERVICE_LEVEL', askedBy: account, services: [] });
    await tx.put.job({ ...common, id: names.JobId, kind: 'service-last-accessed', createdAt: 2e9, body });
    await tx.put.job({ ...common, id: names.DeletionTaskId, kind: 'role-deletion', body: '{"status":"SUCCEEDED"}' });
  });
}

export const DOCUMENT = '{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:*","Resource":"*"}}';
export const TRUST =
  '{"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":{"Service":"ec2.amazonaws.com"},"Action":"sts:AssumeRole"}}';
