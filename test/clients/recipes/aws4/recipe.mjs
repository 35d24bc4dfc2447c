import aws4 from 'aws4';

const { AWS_ENDPOINT_URL, AWS_REGION, ROLE_ARN, EXTERNAL_ID, MFA_SERIAL, MFA_CODE } = process.env;
const VERSIONS = { sts: '2011-06-15', iam: '2010-05-08' };
const policy = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: 'iam:GetRole', Resource: '*' }],
};

/** Calls an operation with a signature by aws4; without credentials it takes those of the environment. */
async function call(service, parameters, credentials) {
  const body = new URLSearchParams({ Version: VERSIONS[service], ...parameters }).toString();
  const { host } = new URL(AWS_ENDPOINT_URL);
  const headers = { 'Content-Type': 'application/x-www-form-urlencoded' };
  const request = { host, service, region: AWS_REGION, method: 'POST', path: '/', headers, body };
  aws4.sign(request, credentials);
  const answer = await fetch(AWS_ENDPOINT_URL, request);
  const text = await answer.text();
  // Good enough where a name stands once.
  return (name) => new RegExp(`<${name}>([^<]*)</${name}>`).exec(text)?.[1];
}

const identity = await call('sts', { Action: 'GetCallerIdentity' });
console.log('identity', identity('Arn'));

const assumed = await call('sts', {
  Action: 'AssumeRole',
  RoleArn: ROLE_ARN,
  RoleSessionName: 'from-aws4',
  ExternalId: EXTERNAL_ID,
  SerialNumber: MFA_SERIAL,
  TokenCode: MFA_CODE,
  'Tags.member.1.Key': 'Team',
  'Tags.member.1.Value': 'blue',
  Policy: JSON.stringify(policy),
});
console.log('session', assumed('Arn'));

const credentials = {
  accessKeyId: assumed('AccessKeyId'),
  secretAccessKey: assumed('SecretAccessKey'),
  sessionToken: assumed('SessionToken'),
};
const role = await call('iam', { Action: 'GetRole', RoleName: 'deploy' }, credentials);
console.log('role', role('Arn'));

// The role may list users; the session policy above does not let this session.
const refusal = await call('iam', { Action: 'ListUsers' }, credentials);
console.log('refused', refusal('Code'), refusal('RequestId'), refusal('Message'));
