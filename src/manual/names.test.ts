import { describe, expect, it } from 'vitest';
import * as iam from '../model/generated/iam.ts';
import * as sts from '../model/generated/sts.ts';
import { commandName } from './names.ts';

/** As the AWS CLI spells them. */
const SPELT = [
  ['AssumeRole', 'assume-role'],
  ['AssumeRoleWithSAML', 'assume-role-with-saml'],
  ['AssumeRoleWithWebIdentity', 'assume-role-with-web-identity'],
  ['SAMLAssertion', 'saml-assertion'],
  ['PolicyArns', 'policy-arns'],
  ['ProviderId', 'provider-id'],
  ['AddClientIDToOpenIDConnectProvider', 'add-client-id-to-open-id-connect-provider'],
  ['OpenIDConnectProviderArn', 'open-id-connect-provider-arn'],
  ['ClientIDList', 'client-id-list'],
  ['AWSServiceName', 'aws-service-name'],
  ['SSHPublicKeyBody', 'ssh-public-key-body'],
  ['UploadSSHPublicKey', 'upload-ssh-public-key'],
  ['ListMFADevices', 'list-mfa-devices'],
  ['AuthenticationCode1', 'authentication-code1'],
  ['SAMLMetadataDocument', 'saml-metadata-document'],
  ['ContextKeyARNs', 'context-key-arns'],
  ['arn', 'arn'],
] as const;

describe('commandName', () => {
  it.each(SPELT)('%s is %s', (name, spelt) => expect(commandName(name)).toBe(spelt));

  it.each([sts, iam])('gives each operation a name of its own, and each parameter of it', ({ operations }) => {
    const names = [...operations.keys()].map(commandName);
    expect(new Set(names).size).toBe(operations.size);
    for (const { input } of operations.values()) {
      const options = Object.keys(input.members).map(commandName);
      expect(new Set(options).size).toBe(options.length);
    }
  });
});
