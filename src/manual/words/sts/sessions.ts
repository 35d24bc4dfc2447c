import type { Chapter } from './operations.ts';

/** What long-term keys ask for: sessions of their own, and of those whom they vouch for; and tokens for others. */
export const sessions = {
  GetFederationToken: {
    summary: 'get temporary credentials for somebody whom the caller vouches for',
    description: [
      'Gives credentials for a federated user: a name that the caller chooses for somebody whom it has signed in by its own means. They may do what the caller may and a session policy allows. Without `--policy` and `--policy-arns` they may do nothing but what a resource policy grants to them by name.',
      'Only long-term keys may call this: those of a user whom a policy allows `sts:GetFederationToken` on `arn:aws:sts::ACCOUNT:federated-user/NAME`, and `sts:TagSession` where `--tags` are passed, or those of root. The session may not call IAM, and of STS only GetCallerIdentity.',
      'It lasts 15 minutes to 36 hours, for root an hour at most: a longer wish of root is shortened, not refused.',
    ],
    parameters: {
      DurationSeconds:
        'How long the credentials last, in seconds: from 900 (15 minutes) to 129600 (36 hours). For root 3600 (1 hour) is the most.',
      Tags: "Session tags. A tag passed here takes the place of the user's own tag of that key, in whatever case it is written.",
      Policy:
        'An inline session policy, as JSON. The session may do what the policies of the caller and a session policy both allow.',
      PolicyArns:
        "Managed policies of the caller's account, or of AWS, as session policies: at most 10. Their ARNs and `--policy` together have at most 2048 characters.",
      MinimumSessionTokenSize: 'The least size of the session token; a smaller one is padded. For testing.',
    },
    results: {
      Arn: 'ARN of the federated user, as resource policies and audit events name it.',
    },
    defaults: { DurationSeconds: '43200 (12 hours); for root 3600 (1 hour)' },
    errors: {
      AccessDenied: 'The caller uses session credentials, or is not allowed to.',
      InvalidParameterValue: 'A tag key begins with `aws:`, or two keys differ by case alone.',
    },
    examples: [
      {
        title: 'Credentials for Ben that read one bucket',
        given: {
          Name: 'ben',
          Policy: 'file://policy.json',
          DurationSeconds: '3600',
        },
        files: {
          'policy.json': {
            Version: '2012-10-17',
            Statement: [{ Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::reports/*' }],
          },
        },
        output: {
          Credentials: {
            AccessKeyId: 'ASIARTX3GSDST2NQ7XKV',
            SecretAccessKey: 'Tz5mWq8sVn1kRb4yHx7cLj3gPd6fAe9uXo2iKr0U',
            SessionToken: 'AQEnW0Yd4GQ...',
            Expiration: '2026-11-22T11:30:00+00:00',
          },
          FederatedUser: {
            FederatedUserId: '111122223333:ben',
            Arn: 'arn:aws:sts::111122223333:federated-user/ben',
          },
          PackedPolicySize: 12,
          SessionTokenUtilization: 12,
          SessionTokenSize: 472,
        },
      },
    ],
    related: ['AssumeRole', 'GetSessionToken'],
  },
  GetSessionToken: {
    summary: "get temporary credentials of the caller's own, with MFA where a code is given",
    description: [
      'Gives temporary credentials that are the caller itself: the same user, or root, with the same permissions. They are for calls that ask for a second factor: with `--serial-number` and `--token-code` the session counts as signed in by MFA for as long as it lasts (`aws:MultiFactorAuthPresent`, `aws:MultiFactorAuthAge`).',
      'No permission is needed, but an explicit Deny of `sts:GetSessionToken` holds. Only long-term keys may call this. The session may call IAM only where it was asked for with MFA, and of STS only AssumeRole and GetCallerIdentity; a role that it assumes lasts an hour at most.',
      'It lasts 15 minutes to 36 hours, for root an hour at most: a longer wish of root is shortened, not refused.',
    ],
    parameters: {
      DurationSeconds:
        'How long the credentials last, in seconds: from 900 (15 minutes) to 129600 (36 hours). For root 3600 (1 hour) is the most.',
    },
    defaults: { DurationSeconds: '43200 (12 hours); for root 3600 (1 hour)' },
    errors: {
      AccessDenied:
        'The caller uses session credentials, a policy denies it, the code is wrong or was used before, or the device is not one of the caller.',
    },
    examples: [
      {
        title: 'With a code of the authenticator app',
        given: { SerialNumber: 'arn:aws:iam::111122223333:mfa/ann', TokenCode: '493817' },
        output: {
          Credentials: {
            AccessKeyId: 'ASIARTX3GSDS6CQW3TNX',
            SecretAccessKey: 'kR4yHx7cLj3gPd6fAe9uXo2iTz5mWq8sVn1bKr0U',
            SessionToken: 'AQEnW0Yd4GQ...',
            Expiration: '2026-11-22T22:30:00+00:00',
          },
          SessionTokenUtilization: 7,
          SessionTokenSize: 268,
        },
      },
    ],
    related: ['AssumeRole', 'GetFederationToken'],
  },
  GetWebIdentityToken: {
    summary: 'get a signed token that says who the caller is to others',
    description: [
      "Gives a JWT that others verify with the keys that the caller's account publishes under its issuer. Its subject is the ARN of the user or role; further claims tell the account, the tags and, for a session, its source identity and end. It cannot be exchanged here again: for credentials use AssumeRole.",
      'A policy has to allow `sts:GetWebIdentityToken`, and `sts:TagGetWebIdentityToken` where `--tags` are passed. The account has to have its outbound federation switched on (EnableOutboundWebIdentityFederation). A token never outlives the session that asks for it.',
    ],
    parameters: {
      Audience: 'For whom the token is: one to ten names, its `aud` claim.',
      DurationSeconds: 'How long the token is good, in seconds: from 60 (1 minute) to 3600 (1 hour).',
      Tags: 'Tags that the token says of this request, apart from those of the caller.',
      SigningAlgorithm: '`RS256` or `ES384`.',
    },
    results: {
      WebIdentityToken: 'The token, a JWT.',
      Expiration: 'When the token ends.',
    },
    defaults: { DurationSeconds: '300 (5 minutes)' },
    errors: { InvalidParameterValue: 'A tag key begins with `aws:`, or two keys differ by case alone.' },
    examples: [
      {
        title: 'Say to a payment service who is calling',
        given: { Audience: 'https://pay.example.com', SigningAlgorithm: 'ES384' },
        output: { WebIdentityToken: 'eyJhbGciOiJFUzM4NCIs...', Expiration: '2026-11-22T10:35:00+00:00' },
      },
    ],
    related: ['AssumeRoleWithWebIdentity', 'rolecall-iam-enable-outbound-web-identity-federation'],
  },
  GetDelegatedAccessToken: {
    summary: 'trade in the token of a delegation request (not offered here)',
    description: [
      'At AWS, partner products that a customer let in for a time trade in a token for credentials by it. A server of your own has no such requests: every token is refused, and the refusal says so. A policy that denies it changes nothing.',
    ],
    errors: {
      AccessDenied: 'Always: there are no delegation requests to trade in.',
      ExpiredTradeInTokenException: 'Not answered here.',
      PackedPolicyTooLarge: 'Not answered here.',
    },
    examples: [],
    related: ['AssumeRole'],
  },
} satisfies Chapter;
