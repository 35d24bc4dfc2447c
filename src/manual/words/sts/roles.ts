import type { Chapter } from './operations.ts';

/** Roles by a token of somebody else, and the root of another account. AssumeRole has a file of its own. */
export const roles = {
  AssumeRoleWithSAML: {
    summary: 'exchange a SAML assertion for temporary credentials of a role',
    description: [
      'Gives temporary credentials of a role to somebody whom a SAML 2.0 identity provider of the account has signed in. The request is not signed: the assertion is what proves the caller, and the trust policy of the role alone decides. It has to allow `sts:AssumeRoleWithSAML` to the provider.',
      "The assertion names the role and the provider, the session's name, and what else the session is to carry: source identity, tags, transitive tags. It has to be signed by a key in the provider's metadata, be meant for this server, be at most five minutes old, and it is accepted once.",
      "The session ends after `--duration-seconds`, an hour without it, and in any case when the assertion's SessionNotOnOrAfter comes. The role's maximum is the most.",
    ],
    parameters: {
      PrincipalArn: 'ARN of the SAML provider, in the account of the role, that vouches for the caller.',
    },
    results: {
      Audience: 'The recipient that the assertion names for its bearer.',
      Issuer: 'The issuer that the assertion names.',
      NameQualifier:
        "Base64 of the SHA-1 of issuer, account id, `/` and the provider's name: together with Subject it tells one user of one provider from all others.",
    },
    errors: {
      AccessDenied:
        'The role does not trust the provider, a condition of its trust policy does not hold, there is no such role, or the assertion has no subject.',
      ExpiredTokenException: 'The assertion was issued more than five minutes ago, or it has expired.',
      InvalidIdentityToken:
        'The response cannot be read, its signature does not hold, its issuer, recipient or audience is not the right one, a required attribute is missing, or the assertion was used before.',
      IDPRejectedClaim: 'Not answered here: assertions are judged without asking their provider.',
    },
    examples: [
      {
        title: 'A session for whom the assertion in a file is about',
        given: {
          RoleArn: 'arn:aws:iam::111122223333:role/analysts',
          PrincipalArn: 'arn:aws:iam::111122223333:saml-provider/office',
          SAMLAssertion: 'file://response.b64',
        },
        output: {
          Credentials: {
            AccessKeyId: 'ASIARTX3GSDSTQ6KX4WB',
            SecretAccessKey: 'q0Uu3yA5nJr7Tg2sLk8dWx1vBz4cMf6hPe9iRoKt',
            SessionToken: 'AQEnW0Yd4GQ...',
            Expiration: '2026-11-22T11:30:00+00:00',
          },
          AssumedRoleUser: {
            AssumedRoleId: 'AROARTX3GSDS7M2CVQNFA:ann@example.com',
            Arn: 'arn:aws:sts::111122223333:assumed-role/analysts/ann@example.com',
          },
          Subject: 'ann@example.com',
          SubjectType: 'persistent',
          Issuer: 'https://idp.example.com/saml',
          Audience: 'https://signin.aws.amazon.com/saml',
          NameQualifier: 'jI2bD1o5vXGkvJ0qz1gUqJ3pPrY=',
          SessionTokenUtilization: 10,
          SessionTokenSize: 380,
        },
      },
    ],
    related: ['AssumeRole', 'AssumeRoleWithWebIdentity'],
  },
  AssumeRoleWithWebIdentity: {
    summary: 'exchange a token of an OpenID Connect issuer for temporary credentials of a role',
    description: [
      'Gives temporary credentials of a role to a workload or a person for whom an OpenID Connect issuer vouches. The request is not signed: the token is what proves the caller, and the trust policy of the role alone decides. It has to allow `sts:AssumeRoleWithWebIdentity` to the provider, and for the issuers that many customers share it has to say which of their tokens are meant.',
      'The issuer has to be a provider of the account of the role, the audience one of its client ids, and the signature has to hold under a key that the issuer publishes. The session carries the source identity and the tags that the token names.',
      'A session of this kind is not chained: it may last as long as the role allows, up to twelve hours.',
    ],
    results: {
      Audience: 'The audience of the token that was matched.',
      Provider: 'ARN of the provider that vouched.',
    },
    errors: {
      AccessDenied:
        'The role does not trust the issuer, a condition of its trust policy does not hold, or there is no such role.',
      ExpiredTokenException: 'The token has expired, or was issued more than a day ago.',
      InvalidIdentityToken:
        'The token is no JWT, its issuer is no provider of the account, its audience is not among the client ids, or its signature does not hold.',
      IDPRejectedClaim: 'Not answered here: a token is judged by the published keys of its issuer.',
    },
    examples: [
      {
        title: 'A session for a workload that finds its token in a file',
        given: {
          RoleArn: 'arn:aws:iam::111122223333:role/deploy',
          RoleSessionName: 'build-2841',
          WebIdentityToken: 'file:///var/run/secrets/token',
        },
        output: {
          Credentials: {
            AccessKeyId: 'ASIARTX3GSDSXK5PVN2D',
            SecretAccessKey: 'Vn4sQe7yHu1kLb9rTz3cXw6mPj2dGf8aRi5oKt0U',
            SessionToken: 'AQEnW0Yd4GQ...',
            Expiration: '2026-11-22T11:30:00+00:00',
          },
          SubjectFromWebIdentityToken: 'repo:example/shop:ref:refs/heads/main',
          AssumedRoleUser: {
            AssumedRoleId: 'AROARTX3GSDS4QXW7LJTM:build-2841',
            Arn: 'arn:aws:sts::111122223333:assumed-role/deploy/build-2841',
          },
          Provider: 'arn:aws:iam::111122223333:oidc-provider/tokens.example.com',
          Audience: 'sts.amazonaws.com',
          SessionTokenUtilization: 10,
          SessionTokenSize: 372,
        },
      },
    ],
    related: ['AssumeRole', 'AssumeRoleWithSAML', 'GetWebIdentityToken'],
  },
  AssumeRoot: {
    summary: 'get credentials of the root of a member account, for one task',
    description: [
      'Gives the management account of an organization, or a delegated administrator for IAM, credentials of the root of a member account. They last fifteen minutes at most and may do one of five tasks, each a policy of AWS under `arn:aws:iam::aws:policy/root-task/`: `IAMAuditRootUserCredentials`, `IAMCreateRootUserPassword`, `IAMDeleteRootUserCredentials`, `S3UnlockBucketPolicy`, `SQSUnlockQueuePolicy`.',
      "Root sessions have to be switched on for the organization (EnableOrganizationsRootSessions), and a policy has to allow the caller `sts:AssumeRoot` on the root's ARN. An account that is no member is refused in the words of a caller who may not.",
    ],
    important: 'Root, and a session of AssumeRoot, cannot call this: access is denied.',
    parameters: {
      arn: 'ARN of one of the five policies.',
      DurationSeconds: 'How long the credentials last, in seconds: at most 900 (15 minutes).',
    },
    defaults: { DurationSeconds: '900 (15 minutes); 0 means the same' },
    errors: {
      AccessDenied:
        'The caller is root, is not allowed to, does not manage the organization of the account, or root sessions are off.',
      ExpiredTokenException: 'Not answered here.',
    },
    examples: [
      {
        title: "Look at the credentials of a member account's root",
        given: {
          TargetPrincipal: '444455556666',
          TaskPolicyArn: 'arn=arn:aws:iam::aws:policy/root-task/IAMAuditRootUserCredentials',
        },
        output: {
          Credentials: {
            AccessKeyId: 'ASIAWO645SY5H5TKXC2P',
            SecretAccessKey: 'c8RtYw2kQn5sVb7xMz1jLh4gFd9pAe3uXo6iTr0K',
            SessionToken: 'AQEnW0Yd4GQ...',
            Expiration: '2026-11-22T10:45:00+00:00',
          },
          SessionTokenUtilization: 9,
          SessionTokenSize: 340,
        },
      },
    ],
    related: ['AssumeRole', 'rolecall-iam-enable-organizations-root-sessions'],
  },
} satisfies Chapter;
