import { beforeAll, describe, expect, it } from 'vitest';
import type { ContextValue } from '../policy/types.ts';
import { iamOperations } from './service.ts';
import { A, type House, house, IDENTITY, root, TRUST } from './testing.ts';

/* What each operation asks to be allowed: its own action, the stored ARN, and its condition keys. */

const EDGE = `arn:aws:iam::${A}:policy/p/Edge`;
const USER = `arn:aws:iam::${A}:user/u/Ann`;
const ROLE = `arn:aws:iam::${A}:role/r/Dev`;
const GROUP = `arn:aws:iam::${A}:group/g/Team`;
const DEVICE = `arn:aws:iam::${A}:mfa/m/phone`;
const PROFILE = `arn:aws:iam::${A}:instance-profile/w/Web`;
const CERTIFICATE = `arn:aws:iam::${A}:server-certificate/c/Tls`;
const OIDC = `arn:aws:iam::${A}:oidc-provider/id.example.com/x`;
const SAML = `arn:aws:iam::${A}:saml-provider/Corp`;

const JOB = '00000000-0000-4000-8000-000000000000';

const boundary = { 'iam:permissionsboundary': EDGE };
const globalTag = { 'aws:resourcetag/team': 'Blue' };
const tags = { ...globalTag, 'iam:resourcetag/team': 'Blue' };
const policy = { 'iam:policyarn': EDGE };
const Tags = [
  { Key: 'Cost', Value: '1' },
  { Key: 'Owner', Value: 'ann' },
];
const requested = { 'aws:requesttag/cost': '1', 'aws:requesttag/owner': 'ann', 'aws:tagkeys': ['Cost', 'Owner'] };

const ann = { UserName: 'ANN' };
const dev = { RoleName: 'DEV' };
const team = { GroupName: 'TEAM' };
const web = { InstanceProfileName: 'WEB' };
const tls = { ServerCertificateName: 'TLS' };
const oidc = { OpenIDConnectProviderArn: OIDC };
const saml = { SAMLProviderArn: SAML };
const credential = { ServiceSpecificCredentialId: 'ACCAOFANN000000000000' };
const forService = (service: string) => ({ 'iam:servicespecificcredentialservicename': service });
const bedrock = forService('bedrock.amazonaws.com');
const code = { AuthenticationCode1: '000000', AuthenticationCode2: '000000' };
const key = { AccessKeyId: 'AKIAIOSFODNN7EXAMPLE' };
const document = { PolicyName: 'Inline', PolicyDocument: IDENTITY };

type Row = readonly [
  operation: string,
  input: object,
  resource: string,
  keys: Record<string, string | readonly string[]>,
  /** What else is asked, after it. */
  also?: { readonly action: string; readonly resource: string; readonly keys: object },
];

/** Tag..., Untag... and List...Tags of one kind. */
const tagging = (kind: string, named: object, resource: string): readonly Row[] => [
  [`Tag${kind}`, { ...named, Tags }, resource, { ...globalTag, ...requested }],
  [`Untag${kind}`, { ...named, TagKeys: ['x'] }, resource, { ...globalTag, 'aws:tagkeys': ['x'] }],
  [`List${kind}Tags`, named, resource, globalTag],
];

/** What is asked about an account as a whole has no resource of its own. */
const OF_ACCOUNT: readonly (readonly [name: string, input?: object])[] = [
  ['CreateAccountAlias', { AccountAlias: 'mine' }],
  ['DeleteAccountAlias', { AccountAlias: 'mine' }],
  ['ListAccountAliases'],
  ['GetAccountPasswordPolicy'],
  ['UpdateAccountPasswordPolicy'],
  ['DeleteAccountPasswordPolicy'],
  ['GetAccountSummary'],
  ['SetSecurityTokenServicePreferences', { GlobalEndpointTokenVersion: 'v2Token' }],
  ['EnableOutboundWebIdentityFederation'],
  ['DisableOutboundWebIdentityFederation'],
  ['GetOutboundWebIdentityFederationInfo'],
  ['ListOrganizationsFeatures'],
  ['EnableOrganizationsRootCredentialsManagement'],
  ['DisableOrganizationsRootCredentialsManagement'],
  ['EnableOrganizationsRootSessions'],
  ['DisableOrganizationsRootSessions'],
  ['GenerateCredentialReport'],
  ['GetCredentialReport'],
];

const rows: readonly Row[] = [
  [
    'CreateUser',
    { UserName: 'New', Path: '/n/', Tags, PermissionsBoundary: EDGE },
    `arn:aws:iam::${A}:user/n/New`,
    { ...requested, ...boundary },
  ],
  ['CreateUser', { UserName: 'New' }, `arn:aws:iam::${A}:user/New`, {}],
  ['GetUser', ann, USER, tags],
  ['GetUser', {}, `arn:aws:iam::${A}:root`, {}],
  ['ListUsers', {}, `arn:aws:iam::${A}:user/`, {}],
  ['ListUsers', { PathPrefix: '/u' }, `arn:aws:iam::${A}:user/u`, {}],
  ['UpdateUser', ann, USER, tags],
  ['DeleteUser', ann, USER, tags],
  [
    'CreateRole',
    { RoleName: 'New', Path: '/n/', AssumeRolePolicyDocument: TRUST, Tags, PermissionsBoundary: EDGE },
    `arn:aws:iam::${A}:role/n/New`,
    { ...requested, ...boundary },
  ],
  ['GetRole', dev, ROLE, { ...tags, ...boundary }],
  ['ListRoles', {}, `arn:aws:iam::${A}:role/`, {}],
  ['UpdateRole', dev, ROLE, { ...tags, ...boundary }],
  ['UpdateRoleDescription', { ...dev, Description: '' }, ROLE, { ...tags, ...boundary }],
  ['UpdateAssumeRolePolicy', { ...dev, PolicyDocument: TRUST }, ROLE, { ...tags, ...boundary }],
  ['DeleteRole', dev, ROLE, { ...tags, ...boundary }],
  ['TagUser', { ...ann, Tags }, USER, { ...tags, ...requested }],
  ['UntagUser', { ...ann, TagKeys: ['x'] }, USER, { ...tags, 'aws:tagkeys': ['x'] }],
  ['ListUserTags', ann, USER, tags],
  ['TagRole', { ...dev, Tags }, ROLE, { ...tags, ...requested }],
  ['UntagRole', { ...dev, TagKeys: [] }, ROLE, tags],
  ['ListRoleTags', dev, ROLE, tags],
  [
    'PutUserPermissionsBoundary',
    { ...ann, PermissionsBoundary: `${EDGE}2` },
    USER,
    { ...tags, 'iam:permissionsboundary': `${EDGE}2` },
  ],
  ['DeleteUserPermissionsBoundary', ann, USER, { ...tags, ...boundary }],
  [
    'PutRolePermissionsBoundary',
    { ...dev, PermissionsBoundary: `${EDGE}2` },
    ROLE,
    { ...tags, 'iam:permissionsboundary': `${EDGE}2` },
  ],
  ['DeleteRolePermissionsBoundary', dev, ROLE, { ...tags, ...boundary }],
  ['PutUserPolicy', { ...ann, ...document }, USER, { ...tags, ...boundary }],
  ['GetUserPolicy', { ...ann, PolicyName: 'x' }, USER, tags],
  ['ListUserPolicies', ann, USER, tags],
  ['DeleteUserPolicy', { ...ann, PolicyName: 'x' }, USER, { ...tags, ...boundary }],
  ['PutRolePolicy', { ...dev, ...document }, ROLE, { ...tags, ...boundary }],
  ['GetRolePolicy', { ...dev, PolicyName: 'x' }, ROLE, tags],
  ['ListRolePolicies', dev, ROLE, tags],
  ['DeleteRolePolicy', { ...dev, PolicyName: 'x' }, ROLE, { ...tags, ...boundary }],
  ['AttachUserPolicy', { ...ann, PolicyArn: EDGE }, USER, { ...tags, ...boundary, ...policy }],
  ['DetachUserPolicy', { ...ann, PolicyArn: EDGE }, USER, { ...tags, ...boundary, ...policy }],
  ['ListAttachedUserPolicies', ann, USER, tags],
  ['AttachRolePolicy', { ...dev, PolicyArn: EDGE }, ROLE, { ...tags, ...boundary, ...policy }],
  ['DetachRolePolicy', { ...dev, PolicyArn: EDGE }, ROLE, { ...tags, ...boundary, ...policy }],
  ['ListAttachedRolePolicies', dev, ROLE, tags],
  ['CreateGroup', { GroupName: 'New', Path: '/n/' }, `arn:aws:iam::${A}:group/n/New`, {}],
  ['CreateGroup', { GroupName: 'New' }, `arn:aws:iam::${A}:group/New`, {}],
  ['GetGroup', team, GROUP, {}],
  ['ListGroups', {}, `arn:aws:iam::${A}:group/`, {}],
  ['ListGroups', { PathPrefix: '/g' }, `arn:aws:iam::${A}:group/g`, {}],
  ['UpdateGroup', team, GROUP, {}],
  ['DeleteGroup', team, GROUP, {}],
  // About the group, whoever it is that joins or leaves.
  ['AddUserToGroup', { ...team, ...ann }, GROUP, {}],
  ['RemoveUserFromGroup', { ...team, ...ann }, GROUP, {}],
  ['ListGroupsForUser', ann, USER, tags],
  ['PutGroupPolicy', { ...team, ...document }, GROUP, {}],
  ['GetGroupPolicy', { ...team, PolicyName: 'x' }, GROUP, {}],
  ['ListGroupPolicies', team, GROUP, {}],
  ['DeleteGroupPolicy', { ...team, PolicyName: 'x' }, GROUP, {}],
  ['AttachGroupPolicy', { ...team, PolicyArn: EDGE }, GROUP, policy],
  ['DetachGroupPolicy', { ...team, PolicyArn: EDGE }, GROUP, policy],
  ['ListAttachedGroupPolicies', team, GROUP, {}],
  ['CreatePolicy', { ...document, Path: '/n/', Tags }, `arn:aws:iam::${A}:policy/n/Inline`, requested],
  ['GetPolicy', { PolicyArn: EDGE }, EDGE, globalTag],
  ['GetPolicyVersion', { PolicyArn: EDGE, VersionId: 'v1' }, EDGE, globalTag],
  ['ListPolicyVersions', { PolicyArn: EDGE }, EDGE, globalTag],
  ['DeletePolicy', { PolicyArn: EDGE }, EDGE, globalTag],
  ['CreatePolicyVersion', { PolicyArn: EDGE, PolicyDocument: IDENTITY }, EDGE, globalTag],
  ['DeletePolicyVersion', { PolicyArn: EDGE, VersionId: 'v1' }, EDGE, globalTag],
  ['SetDefaultPolicyVersion', { PolicyArn: EDGE, VersionId: 'v1' }, EDGE, globalTag],
  ['SetDefaultPolicyVersion', { PolicyArn: `${EDGE}2`, VersionId: 'v1' }, `${EDGE}2`, {}],
  ['DeletePolicy', { PolicyArn: `${EDGE}2` }, `${EDGE}2`, {}],
  ['GetAccountAuthorizationDetails', {}, '*', {}],
  ['ListEntitiesForPolicy', { PolicyArn: EDGE }, EDGE, globalTag],
  ['ListPoliciesGrantingServiceAccess', { Arn: USER, ServiceNamespaces: ['s3'] }, USER, tags],
  ['ListPoliciesGrantingServiceAccess', { Arn: ROLE, ServiceNamespaces: ['s3'] }, ROLE, tags],
  ['ListPoliciesGrantingServiceAccess', { Arn: GROUP, ServiceNamespaces: ['s3'] }, GROUP, {}],
  ['ListPoliciesGrantingServiceAccess', { Arn: `${USER}2`, ServiceNamespaces: ['s3'] }, `${USER}2`, {}],
  ['ListPolicies', {}, 'policy path /', {}],
  ['CreateAccessKey', ann, USER, tags],
  ['ListAccessKeys', ann, USER, tags],
  ['UpdateAccessKey', { ...ann, ...key, Status: 'Active' }, USER, tags],
  ['DeleteAccessKey', { ...ann, ...key }, USER, tags],
  ['DeleteAccessKey', key, `arn:aws:iam::${A}:root`, {}],
  ['GetAccessKeyLastUsed', key, `access key ${key.AccessKeyId}`, {}],
  ['GetAccessKeyLastUsed', { AccessKeyId: 'AKIAOFANN00000000000' }, USER, tags],
  [
    'UploadServerCertificate',
    { ServerCertificateName: 'New', Path: '/n/', CertificateBody: 'x', PrivateKey: 'x', Tags },
    `arn:aws:iam::${A}:server-certificate/n/New`,
    requested,
  ],
  ['GetServerCertificate', tls, CERTIFICATE, globalTag],
  ['ListServerCertificates', {}, `arn:aws:iam::${A}:server-certificate/`, {}],
  ['ListServerCertificates', { PathPrefix: '/c' }, `arn:aws:iam::${A}:server-certificate/c`, {}],
  ['UpdateServerCertificate', tls, CERTIFICATE, globalTag],
  ['DeleteServerCertificate', tls, CERTIFICATE, globalTag],
  ['UploadSigningCertificate', { ...ann, CertificateBody: 'x' }, USER, tags],
  ['UploadSigningCertificate', { CertificateBody: 'x' }, `arn:aws:iam::${A}:root`, {}],
  ['ListSigningCertificates', ann, USER, tags],
  ['UpdateSigningCertificate', { ...ann, CertificateId: 'A'.repeat(32), Status: 'Active' }, USER, tags],
  ['DeleteSigningCertificate', { ...ann, CertificateId: 'A'.repeat(32) }, USER, tags],
  ['UploadSSHPublicKey', { ...ann, SSHPublicKeyBody: 'x' }, USER, tags],
  ['GetSSHPublicKey', { ...ann, SSHPublicKeyId: 'A'.repeat(20), Encoding: 'SSH' }, USER, tags],
  ['ListSSHPublicKeys', ann, USER, tags],
  ['UpdateSSHPublicKey', { ...ann, SSHPublicKeyId: 'A'.repeat(20), Status: 'Active' }, USER, tags],
  ['DeleteSSHPublicKey', { ...ann, SSHPublicKeyId: 'A'.repeat(20) }, USER, tags],
  [
    'CreateServiceSpecificCredential',
    { ...ann, ServiceName: 'Bedrock.amazonaws.com', CredentialAgeDays: 30 },
    USER,
    { ...tags, ...bedrock, 'iam:servicespecificcredentialagedays': '30' },
  ],
  ['CreateServiceSpecificCredential', { ...ann, ServiceName: 'sqs' }, USER, { ...tags, ...forService('sqs') }],
  ['ListServiceSpecificCredentials', { ...ann, ServiceName: 'x' }, USER, tags],
  ['ListServiceSpecificCredentials', { AllUsers: true }, `arn:aws:iam::${A}:user/`, {}],
  ['UpdateServiceSpecificCredential', { ...ann, ...credential, Status: 'Active' }, USER, { ...tags, ...bedrock }],
  ['ResetServiceSpecificCredential', { ...ann, ...credential }, USER, { ...tags, ...bedrock }],
  ['DeleteServiceSpecificCredential', { ...ann, ...credential }, USER, { ...tags, ...bedrock }],
  ['DeleteServiceSpecificCredential', { ...ann, ServiceSpecificCredentialId: 'ACCANONE' }, USER, tags],
  [
    'CreateVirtualMFADevice',
    { VirtualMFADeviceName: 'New', Path: '/n/', Tags },
    `arn:aws:iam::${A}:mfa/n/New`,
    requested,
  ],
  ['EnableMFADevice', { ...ann, SerialNumber: DEVICE, ...code }, USER, tags],
  ['EnableMFADevice', { UserName: A, SerialNumber: DEVICE, ...code }, `arn:aws:iam::${A}:root`, {}],
  ['ResyncMFADevice', { ...ann, SerialNumber: DEVICE, ...code }, USER, tags],
  ['GetMFADevice', { ...ann, SerialNumber: DEVICE }, USER, tags],
  ['ListMFADevices', ann, USER, tags],
  ['ListVirtualMFADevices', {}, `arn:aws:iam::${A}:mfa/`, {}],
  ['DeactivateMFADevice', { ...ann, SerialNumber: DEVICE }, USER, tags],
  ['DeleteVirtualMFADevice', { SerialNumber: DEVICE }, DEVICE, globalTag],
  ...tagging('Policy', { PolicyArn: EDGE }, EDGE),
  ...tagging('MFADevice', { SerialNumber: DEVICE }, DEVICE),
  ...tagging('InstanceProfile', web, PROFILE),
  ...tagging('OpenIDConnectProvider', oidc, OIDC),
  ...tagging('SAMLProvider', saml, SAML),
  ...tagging('ServerCertificate', tls, CERTIFICATE),
  [
    'CreateInstanceProfile',
    { InstanceProfileName: 'New', Path: '/n/', Tags },
    `arn:aws:iam::${A}:instance-profile/n/New`,
    requested,
  ],
  ['GetInstanceProfile', web, PROFILE, globalTag],
  ['ListInstanceProfiles', { PathPrefix: '/w' }, `arn:aws:iam::${A}:instance-profile/w`, {}],
  ['ListInstanceProfilesForRole', dev, ROLE, tags],
  ['DeleteInstanceProfile', web, PROFILE, globalTag],
  [
    'AddRoleToInstanceProfile',
    { ...web, ...dev },
    PROFILE,
    globalTag,
    {
      action: 'iam:PassRole',
      resource: ROLE,
      keys: {
        ...tags,
        'iam:passedtoservice': 'ec2.amazonaws.com',
        'iam:associatedresourcearn': `arn:aws:ec2:*:${A}:instance/*`,
      },
    },
  ],
  ['RemoveRoleFromInstanceProfile', { ...web, ...dev }, PROFILE, globalTag],
  [
    'CreateOpenIDConnectProvider',
    { Url: 'https://new.example.com/y', Tags },
    `arn:aws:iam::${A}:oidc-provider/new.example.com/y`,
    requested,
  ],
  ['GetOpenIDConnectProvider', oidc, OIDC, globalTag],
  ['ListOpenIDConnectProviders', {}, `arn:aws:iam::${A}:oidc-provider/*`, {}],
  ['DeleteOpenIDConnectProvider', oidc, OIDC, globalTag],
  ['DeleteOpenIDConnectProvider', { OpenIDConnectProviderArn: `${OIDC}2` }, `${OIDC}2`, {}],
  ['AddClientIDToOpenIDConnectProvider', { ...oidc, ClientID: 'a' }, OIDC, globalTag],
  ['RemoveClientIDFromOpenIDConnectProvider', { ...oidc, ClientID: 'a' }, OIDC, globalTag],
  ['UpdateOpenIDConnectProviderThumbprint', { ...oidc, ThumbprintList: [] }, OIDC, globalTag],
  [
    'CreateServiceLinkedRole',
    { AWSServiceName: 'connect.amazonaws.com', CustomSuffix: 'x' },
    `arn:aws:iam::${A}:role/aws-service-role/connect.amazonaws.com/AWSServiceRoleForAmazonConnect_x`,
    { 'iam:awsservicename': 'connect.amazonaws.com' },
  ],
  [
    'CreateServiceLinkedRole',
    { AWSServiceName: 'iam.amazonaws.com' },
    `arn:aws:iam::${A}:role/aws-service-role/iam.amazonaws.com/AWSServiceRoleFor`,
    { 'iam:awsservicename': 'iam.amazonaws.com' },
  ],
  ['DeleteServiceLinkedRole', dev, ROLE, tags],
  [
    'GetServiceLinkedRoleDeletionStatus',
    { DeletionTaskId: `task/aws-service-role/ecs.amazonaws.com/X/${JOB}` },
    `arn:aws:iam::${A}:role/aws-service-role/ecs.amazonaws.com/X`,
    {},
  ],
  [
    'CreateSAMLProvider',
    { Name: 'New', SAMLMetadataDocument: '', Tags },
    `arn:aws:iam::${A}:saml-provider/New`,
    requested,
  ],
  ['GetSAMLProvider', saml, SAML, globalTag],
  ['ListSAMLProviders', {}, `arn:aws:iam::${A}:saml-provider/*`, {}],
  ['UpdateSAMLProvider', saml, SAML, globalTag],
  ['DeleteSAMLProvider', saml, SAML, globalTag],
  ['SimulateCustomPolicy', { PolicyInputList: [IDENTITY], ActionNames: ['s3:GetObject'] }, '*', {}],
  ['SimulatePrincipalPolicy', { PolicySourceArn: USER, ActionNames: ['s3:GetObject'] }, USER, tags],
  // Found by its name, whatever the path: what is asked about is the stored ARN.
  [
    'SimulatePrincipalPolicy',
    { PolicySourceArn: `arn:aws:iam::${A}:role/DEV`, ActionNames: ['s3:GetObject'] },
    ROLE,
    tags,
  ],
  [
    'SimulatePrincipalPolicy',
    { PolicySourceArn: `arn:aws:iam::${A}:user/x/eve`, ActionNames: ['s3:GetObject'] },
    `arn:aws:iam::${A}:user/eve`,
    {},
  ],
  ['SimulatePrincipalPolicy', { PolicySourceArn: GROUP, ActionNames: ['s3:GetObject'] }, GROUP, {}],
  [
    'SimulatePrincipalPolicy',
    { PolicySourceArn: `arn:aws:iam::${A}:group/x/eve`, ActionNames: ['s3:GetObject'] },
    `arn:aws:iam::${A}:group/eve`,
    {},
  ],
  ['GetContextKeysForCustomPolicy', { PolicyInputList: [IDENTITY] }, '*', {}],
  ['GetContextKeysForPrincipalPolicy', { PolicySourceArn: ROLE }, ROLE, tags],
  ['GetContextKeysForPrincipalPolicy', { PolicySourceArn: GROUP }, GROUP, {}],
  ['GenerateServiceLastAccessedDetails', { Arn: USER }, USER, tags],
  ['GenerateServiceLastAccessedDetails', { Arn: EDGE }, EDGE, globalTag],
  ['GetServiceLastAccessedDetails', { JobId: JOB }, '*', {}],
  ['GetServiceLastAccessedDetailsWithEntities', { JobId: JOB, ServiceNamespace: 's3' }, '*', {}],
  ['CreateLoginProfile', { ...ann, Password: 'x' }, USER, tags],
  ['CreateLoginProfile', { UserName: 'eve', Password: 'x' }, `arn:aws:iam::${A}:user/eve`, {}],
  ['GetLoginProfile', ann, USER, tags],
  ['UpdateLoginProfile', ann, USER, tags],
  ['DeleteLoginProfile', ann, USER, tags],
  ['ChangePassword', { OldPassword: 'x', NewPassword: 'y' }, USER, tags],
  ...OF_ACCOUNT.map(([name, input = {}]): Row => [name, input, '*', {}]),
];

let h: House;
const blue = { Tags: [{ Key: 'Team', Value: 'Blue' }] };

describe('each operation asks about its own action', () => {
  beforeAll(async () => {
    h = await house();
    await h.call('CreatePolicy', { PolicyName: 'Edge', Path: '/p/', PolicyDocument: IDENTITY, ...blue });
    await h.call('CreateUser', { UserName: 'Ann', Path: '/u/', PermissionsBoundary: EDGE, ...blue });
    await h.call('CreateRole', {
      RoleName: 'Dev',
      Path: '/r/',
      PermissionsBoundary: EDGE,
      AssumeRolePolicyDocument: TRUST,
      ...blue,
    });
    await h.call('CreateGroup', { GroupName: 'Team', Path: '/g/' });
    await h.call('CreateVirtualMFADevice', { VirtualMFADeviceName: 'phone', Path: '/m/', ...blue });
    await h.call('CreateInstanceProfile', { InstanceProfileName: 'Web', Path: '/w/', ...blue });
    await putTagged(h);
    await putCredentials();
  });

  it.each(rows.map((row) => ({ row })))('$row.0 $row.1', async ({ row: [name, input, resource, keys, also] }) => {
    const own = { action: `iam:${name}`, resource, keys };
    expect(await asked(name, input)).toEqual(also === undefined ? [own] : [own, also]);
  });

  it('every operation is in the table', () =>
    expect([...new Set(rows.map(([name]) => name))].sort()).toEqual(
      iamOperations.map(({ facts }) => facts.name).sort(),
    ));

  it('what does not exist is asked about by the requested name and the path /', async () => {
    for (const [name, input] of rows) {
      const members = Object.keys(NOUNS).filter((member) => member in input);
      const [noun] = members.map((member) => NOUNS[member]);
      if (/^(Create|UploadServer)/.test(name) || noun === undefined) continue;
      const missing = { ...input, ...Object.fromEntries(members.map((member) => [member, 'eve'])) };
      const [question] = await asked(name, missing);
      expect(question).toMatchObject({ action: `iam:${name}`, resource: `arn:aws:iam::${A}:${noun}/eve` });
      expect(Object.keys(question!.keys).filter((key) => key.includes('resourcetag'))).toEqual([]);
    }
  });

  it('a rename is asked about on both sides', async () => {
    expect(await asked('UpdateUser', { ...ann, NewUserName: 'Anna', NewPath: '/admins/' })).toEqual([
      { action: 'iam:UpdateUser', resource: USER, keys: tags },
      { action: 'iam:UpdateUser', resource: `arn:aws:iam::${A}:user/admins/Anna`, keys: tags },
    ]);
    expect(await asked('UpdateUser', { UserName: 'eve', NewPath: '/admins/' })).toEqual([
      { action: 'iam:UpdateUser', resource: `arn:aws:iam::${A}:user/eve`, keys: {} },
      { action: 'iam:UpdateUser', resource: `arn:aws:iam::${A}:user/admins/eve`, keys: {} },
    ]);
  });

  it('so is one of a server certificate', async () => {
    const certificate = (path: string) => `arn:aws:iam::${A}:server-certificate${path}`;
    const input = { ...tls, NewServerCertificateName: 'www', NewPath: '/x/' };
    expect(await asked('UpdateServerCertificate', input)).toEqual([
      { action: 'iam:UpdateServerCertificate', resource: CERTIFICATE, keys: globalTag },
      { action: 'iam:UpdateServerCertificate', resource: certificate('/x/www'), keys: globalTag },
    ]);
    expect(await asked('UpdateServerCertificate', { ...input, ServerCertificateName: 'eve' })).toEqual([
      { action: 'iam:UpdateServerCertificate', resource: certificate('/eve'), keys: {} },
      { action: 'iam:UpdateServerCertificate', resource: certificate('/x/www'), keys: {} },
    ]);
  });

  it('of a repeated tag key the last value is asked about', async () => {
    const [question] = await asked('TagUser', {
      ...ann,
      Tags: [
        { Key: 'Cost', Value: '1' },
        { Key: 'cost', Value: '2' },
      ],
    });
    expect(question!.keys).toMatchObject({ 'aws:requesttag/cost': '2', 'aws:tagkeys': ['Cost', 'cost'] });
  });
});

/** What Ann holds whose ids the rows have to know. */
async function putCredentials(): Promise<void> {
  const { id: userId } = (await h.store.users.byName(A, 'Ann'))!;
  const made = { account: A, userId, active: true, createdAt: 1 };
  const id = credential.ServiceSpecificCredentialId;
  const bedrockKey = { service: 'bedrock.amazonaws.com', serviceUserName: 'ann', expiresAt: undefined };
  await h.store.change(async (tx) => {
    await tx.put.key({ ...made, id: 'AKIAOFANN00000000000', sealedSecret: 'x' });
    await tx.put.serviceCredential({ ...made, ...bedrockKey, id, sealedSecret: 'x' });
  });
}

/** What names a thing in a request, and how its ARN begins; where there are two, the first is asked about first. */
const NOUNS: Readonly<Record<string, string>> = {
  InstanceProfileName: 'instance-profile',
  ServerCertificateName: 'server-certificate',
  GroupName: 'group',
  UserName: 'user',
  RoleName: 'role',
};

/** Things of which nothing but name and tags matters here. */
function putTagged({ store }: House): Promise<void> {
  const entity = { account: A, path: '/', createdAt: 1, tags: [{ key: 'Team', value: 'Blue' }] };
  return store.change(async (tx) => {
    await tx.put.oidcProvider({ ...entity, id: 'o', name: 'id.example.com/x', clientIds: [], thumbprints: [] });
    await tx.put.samlProvider({
      ...entity,
      id: 's',
      name: 'Corp',
      uuid: 'S',
      metadata: '',
      updatedAt: 1,
      validUntil: undefined,
      assertionEncryption: undefined,
      privateKeys: [],
    });
    await tx.put.serverCertificate({
      ...entity,
      id: 'c',
      path: '/c/',
      name: 'Tls',
      body: '',
      chain: undefined,
      sealedPrivateKey: '',
      expiresAt: 1,
    });
  });
}

/** What a call would ask. Nothing is done, so the rows do not depend on each other. */
async function asked(name: string, input: object) {
  const operation = iamOperations.find(({ facts }) => facts.name === name)!;
  // Nobody but a user has a password to change.
  const caller = name === 'ChangePassword' ? await h.asUser('Ann') : root(A);
  const given = { ...h.tools, input, caller } as Parameters<typeof operation.handle>[0];
  const checked = operation.check?.(given);
  const found = await operation.load?.(given);
  return operation.access({ ...given, checked, found, factor: undefined }).map(({ action, resource, context }) => ({
    action,
    resource,
    keys: Object.fromEntries([...(context ?? [])].map(([name, value]) => [name, plain(value)])),
  }));
}

const plain = (value: ContextValue) => (value.kind === 'single' ? value.value : value.values);
