import type * as sts from '../../../model/generated/sts.ts';
import type { OperationWords } from '../../words.ts';

/** AssumeRole in words: the page that this project began from, with the rules of today. */
export const AssumeRole: OperationWords<typeof sts.AssumeRole> = {
  summary: 'get temporary credentials of a role',
  description: [
    'Gives temporary credentials of a role: an access key id, a secret key and a session token, which work only together. Whoever holds them may do what the policies of the role allow at the moment of each request, and nothing that only the caller may.',
    "Two sides have to agree. The role's trust policy says who may assume it, and a policy of the caller, or of a group that the caller is in, has to allow `sts:AssumeRole` on the ARN of the role. Within one account a trust policy that names the calling user or role is enough; one that names the account is not. Across accounts both are always needed. A role's own sessions may assume it again only where its trust policy names it. A role that does not exist is refused in the same words as one that does not trust the caller.",
    'The session lasts as long as `--duration-seconds` says, an hour without it, and at most as long as the role allows: one to twelve hours. Where the caller itself uses temporary credentials, which is called chaining, an hour is the most whatever the role allows. A session cannot be prolonged; assume the role again. It ends before its time when the role is deleted or its sessions are revoked.',
    'A session policy, by `--policy` or `--policy-arns`, narrows the session: it may do what the role may and a session policy allows. It grants nothing beyond the role.',
    'Tags and a source identity say more about the session to policies and to the audit trail. Passing `--tags` needs permission for `sts:TagSession`, passing `--source-identity` for `sts:SetSourceIdentity`, of the caller and in the trust policy. Tags that `--transitive-tag-keys` names, and the source identity, go on through every role that is assumed with the session.',
    'Where the trust policy asks for a second factor (`aws:MultiFactorAuthPresent`), a user passes `--serial-number` and `--token-code` together. The code counts for this call, and is accepted once, even where the call is then refused.',
    'The credentials may call every operation that the role may, but GetSessionToken and GetFederationToken.',
    'Early manuals of this command know five options, an hour at most, and users alone as callers. Since then came the maximum that each role sets, sessions as callers, MFA, managed session policies, tags, the source identity, and one limit for the whole session token.',
  ],
  important:
    'Root cannot assume a role: with the keys of root, access is denied. Users can, and so can sessions of roles and of GetSessionToken; sessions of GetFederationToken and of AssumeRoot cannot.',
  defaults: { DurationSeconds: "3600 (1 hour), also where the role's maximum is longer" },
  errors: {
    AccessDenied:
      'The caller is root; the trust policy or the policies of the caller do not allow it, the external ID is missing or wrong, or there is no such role, all in the same words; or the MFA code is wrong, was used before, or is of a device that the caller does not have, which is said.',
    ValidationError:
      "A parameter is missing or does not keep its limits, the duration is longer than the role's maximum or, chained, than an hour, a policy of `--policy-arns` does not exist, or the source identity differs from the one that the caller's session has.",
    InvalidParameterValue:
      "Two tag keys differ by case alone, a transitive key is not among the tags or is one that the caller's session passes on already, or there are more than 50 tags.",
    MalformedPolicyDocument: '`--policy` is not valid JSON, or not a valid policy.',
    ExpiredTokenException: 'Not answered here: it goes with `--provided-contexts`.',
    NotImplemented: '`--provided-contexts` was passed.',
  },
  examples: [
    {
      title: 'Assume a role',
      given: { RoleArn: 'arn:aws:iam::111122223333:role/deploy', RoleSessionName: 'ann' },
      output: {
        AssumedRoleUser: {
          AssumedRoleId: 'AROARTX3GSDS4QXW7LJTM:ann',
          Arn: 'arn:aws:sts::111122223333:assumed-role/deploy/ann',
        },
        Credentials: {
          AccessKeyId: 'ASIARTX3GSDS5TKXC2PQ',
          SecretAccessKey: 'Wq8sVn1kRb4yHx7cLj3gPd6fAe9uXo2iTz5mKr0U',
          SessionToken: 'AQEnW0Yd4GQ...',
          Expiration: '2026-11-22T11:30:00+00:00',
        },
        SessionTokenUtilization: 8,
        SessionTokenSize: 312,
      },
      remark: '`rolecall assume` and `rolecall exec` do this and put the credentials where programs find them.',
    },
    {
      title: 'For fifteen minutes, narrowed to one prefix of a bucket',
      given: {
        RoleArn: 'arn:aws:iam::111122223333:role/deploy',
        RoleSessionName: 'ann',
        Policy: 'file://policy.json',
        DurationSeconds: '900',
      },
      files: {
        'policy.json': {
          Version: '2012-10-17',
          Statement: [{ Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::reports/2026/*' }],
        },
      },
      output: {
        AssumedRoleUser: {
          AssumedRoleId: 'AROARTX3GSDS4QXW7LJTM:ann',
          Arn: 'arn:aws:sts::111122223333:assumed-role/deploy/ann',
        },
        Credentials: {
          AccessKeyId: 'ASIARTX3GSDSWM4V7QZN',
          SecretAccessKey: 'Lj3gPd6fAe9uXo2iTz5mWq8sVn1kRb4yHx7cKr0U',
          SessionToken: 'AQEnW0Yd4GQ...',
          Expiration: '2026-11-22T10:45:00+00:00',
        },
        PackedPolicySize: 13,
        SessionTokenUtilization: 13,
        SessionTokenSize: 500,
      },
    },
    {
      title: "As a service in a customer's account, with the external ID of that customer",
      given: {
        RoleArn: 'arn:aws:iam::444455556666:role/monitoring',
        RoleSessionName: 'hourly-check',
        ExternalId: 'customer-4417',
      },
      output: {
        AssumedRoleUser: {
          AssumedRoleId: 'AROAWO645SY52XKVT5LPC:hourly-check',
          Arn: 'arn:aws:sts::444455556666:assumed-role/monitoring/hourly-check',
        },
        Credentials: {
          AccessKeyId: 'ASIAWO645SY5KC5TK2ZP',
          SecretAccessKey: 'Rb4yHx7cLj3gPd6fAe9uXo2iTz5mWq8sVn1kKr0U',
          SessionToken: 'AQEnW0Yd4GQ...',
          Expiration: '2026-11-22T11:30:00+00:00',
        },
        SessionTokenUtilization: 8,
        SessionTokenSize: 324,
      },
    },
    {
      title: 'With a second factor, a tag that goes on, and a source identity',
      given: {
        RoleArn: 'arn:aws:iam::111122223333:role/admin',
        RoleSessionName: 'ann',
        SerialNumber: 'arn:aws:iam::111122223333:mfa/ann',
        TokenCode: '493817',
        Tags: 'Key=ticket,Value=OPS-1204',
        TransitiveTagKeys: 'ticket',
        SourceIdentity: 'ann',
      },
      output: {
        AssumedRoleUser: {
          AssumedRoleId: 'AROARTX3GSDSKX2T7VQPC:ann',
          Arn: 'arn:aws:sts::111122223333:assumed-role/admin/ann',
        },
        Credentials: {
          AccessKeyId: 'ASIARTX3GSDS7QZNWM4V',
          SecretAccessKey: 'Vn1kRb4yHx7cLj3gPd6fAe9uXo2iTz5mWq8sKr0U',
          SessionToken: 'AQEnW0Yd4GQ...',
          Expiration: '2026-11-22T11:30:00+00:00',
        },
        PackedPolicySize: 10,
        SourceIdentity: 'ann',
        SessionTokenUtilization: 10,
        SessionTokenSize: 376,
      },
    },
  ],
  related: ['AssumeRoleWithSAML', 'AssumeRoleWithWebIdentity', 'GetSessionToken', 'rolecall-assume', 'rolecall-exec'],
};
