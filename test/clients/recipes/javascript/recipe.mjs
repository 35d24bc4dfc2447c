import { GetRoleCommand, IAMClient, IAMServiceException, ListUsersCommand } from '@aws-sdk/client-iam';
import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';

const { ROLE_ARN, EXTERNAL_ID, MFA_SERIAL, MFA_CODE } = process.env;
const policy = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: 'iam:GetRole', Resource: '*' }],
};

// Endpoint, region and the user's keys come from the environment.
const sts = new STSClient();
const identity = await sts.send(new GetCallerIdentityCommand());
console.log('identity', identity.Arn);

const assumed = await sts.send(
  new AssumeRoleCommand({
    RoleArn: ROLE_ARN,
    RoleSessionName: 'from-javascript',
    ExternalId: EXTERNAL_ID,
    SerialNumber: MFA_SERIAL,
    TokenCode: MFA_CODE,
    Tags: [{ Key: 'Team', Value: 'blue' }],
    Policy: JSON.stringify(policy),
  }),
);
console.log('session', assumed.AssumedRoleUser.Arn);

const { AccessKeyId, SecretAccessKey, SessionToken } = assumed.Credentials;
const credentials = { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken };
const iam = new IAMClient({ credentials });
const { Role } = await iam.send(new GetRoleCommand({ RoleName: 'deploy' }));
console.log('role', Role.Arn);

// The role may list users; the session policy above does not let this session.
try {
  await iam.send(new ListUsersCommand());
  throw new Error('not refused');
} catch (refusal) {
  if (!(refusal instanceof IAMServiceException)) throw refusal;
  // Some classes of the SDK add a word to their name: the code as it was sent is `Code`.
  console.log('refused', refusal.Code ?? refusal.name, refusal.$metadata.requestId, refusal.message);
}
