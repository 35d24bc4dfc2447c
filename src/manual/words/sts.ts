import type * as sts from '../../model/generated/sts.ts';
import type { OperationsOf, ServiceWords } from '../words.ts';
import { AssumeRole } from './assume-role.ts';
import { stsErrors } from './sts-errors.ts';

/** STS in words. */
export const stsWords: ServiceWords<OperationsOf<typeof sts>> = {
  about: [
    'The Security Token Service gives temporary credentials: an access key id, a secret key and a session token, which work together and for a while. Nothing of them is stored on the server: the session is sealed into its token.',
    'AssumeRole, AssumeRoleWithSAML and AssumeRoleWithWebIdentity give the credentials of a role; GetSessionToken those of the caller itself; GetFederationToken those of somebody whom the caller vouches for; AssumeRoot those of the root of a member account, for one task.',
  ],
  operations: {
    AssumeRole,
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
              AccessKeyId: 'ASIARTUOE3HZTQ6KX4WB',
              SecretAccessKey: 'q0Uu3yA5nJr7Tg2sLk8dWx1vBz4cMf6hPe9iRoKt',
              SessionToken: 'AQEnW0Yd4GQ...',
              Expiration: '2026-11-22T11:30:00+00:00',
            },
            AssumedRoleUser: {
              AssumedRoleId: 'AROARTUOE3HZ7M2CVQNFA:ann@example.com',
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
              AccessKeyId: 'ASIARTUOE3HZXK5PVN2D',
              SecretAccessKey: 'Vn4sQe7yHu1kLb9rTz3cXw6mPj2dGf8aRi5oKt0U',
              SessionToken: 'AQEnW0Yd4GQ...',
              Expiration: '2026-11-22T11:30:00+00:00',
            },
            SubjectFromWebIdentityToken: 'repo:example/shop:ref:refs/heads/main',
            AssumedRoleUser: {
              AssumedRoleId: 'AROARTUOE3HZ4QXW7LJTM:build-2841',
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
              AccessKeyId: 'ASIAWO7JQN3MZ5TKXC2P',
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
    DecodeAuthorizationMessage: {
      summary: 'open the encoded reasons of a denial',
      description: [
        'Opens the message that a refusal carried, and gives what was decided, about whom, on what and with which context keys, as JSON. The caller has to belong to the account that was denied and needs permission for `sts:DecodeAuthorizationMessage`.',
        "The messages are those of this server's own denials, given out where it runs with `--encode-denials on`. A denial of AssumeRole tells the caller's side alone, so that nobody learns from it which roles there are.",
      ],
      errors: {
        InvalidAuthorizationMessageException: 'The message has expired, was altered, or is of another account.',
      },
      examples: [
        {
          title: 'Ask why a call was denied',
          given: { EncodedMessage: 'AQIvJ2w0n3...' },
          output: {
            DecodedMessage:
              '{"allowed":false,"explicitDeny":false,"matchedStatements":{"items":[]},"failures":{"items":[]},"context":{"principal":{"id":"AIDARTUOE3HZ2LPCM5VQX","name":"ann","arn":"arn:aws:iam::111122223333:user/ann"},"action":"iam:CreateUser","resource":"arn:aws:iam::111122223333:user/ben","conditions":{"items":[]}}}',
          },
        },
      ],
      related: ['rolecall-explain', 'rolecall-audit'],
    },
    GetAccessKeyInfo: {
      summary: 'tell to which account an access key id belongs',
      description: [
        'Reads the account out of an access key id, of a long-term key (`AKIA...`) or a temporary one (`ASIA...`). It is computed from the id: the answer does not mean that such a key exists, or works. The caller needs permission for `sts:GetAccessKeyInfo`.',
      ],
      errors: { ValidationError: 'The id is not one of an access key.' },
      examples: [
        {
          title: 'Whose key is this?',
          given: { AccessKeyId: 'AKIARTUOE3HZT7ZQ5KXC' },
          output: { Account: '111122223333' },
        },
      ],
      related: ['GetCallerIdentity', 'rolecall-iam-get-access-key-last-used'],
    },
    GetCallerIdentity: {
      summary: 'tell who the caller is',
      description: [
        'Answers the account, the ARN and the unique id of whoever signed the request. No permission is needed, and no policy can deny it: it works with any credentials that are valid.',
        'A session of GetSessionToken is the user, or root, that asked for it. A session of a role is `assumed-role`, the name of the role without its path, and the name of the session.',
      ],
      results: {
        Account: 'The account that the credentials belong to.',
        Arn: 'ARN of the caller.',
        UserId:
          "The unique id: `AIDA...` of a user, `AROA...` and the session's name of a role's session, the account id of root, the account id and the name of a federated user.",
      },
      examples: [
        {
          title: 'With the keys of a user',
          given: {},
          output: {
            UserId: 'AIDARTUOE3HZ2LPCM5VQX',
            Account: '111122223333',
            Arn: 'arn:aws:iam::111122223333:user/ann',
          },
        },
      ],
      related: ['rolecall-whoami'],
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
              AccessKeyId: 'ASIARTUOE3HZL2NQ7XKV',
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
              AccessKeyId: 'ASIARTUOE3HZ6CQW3TNX',
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
  },

  parameters: {
    RoleArn: 'ARN of the role to assume.',
    RoleSessionName:
      "A name for the session. It is part of the session's ARN, so it stands in every event of the audit trail, and in the trail of each account that the session reaches: choose one that tells who, or what for. Two sessions may have the same name.",
    PolicyArns:
      'Managed policies of the account of the role, or of AWS, as session policies: at most 10. The session may do what the role may and one of the session policies allows. Each is read anew at each request. Their ARNs and `--policy` together have at most 2048 characters.',
    arn: 'ARN of a managed policy.',
    Policy:
      'An inline session policy, as JSON. The session may do what both the policies of the role and a session policy allow: it narrows, and grants nothing that the role may not. At most 2048 characters, together with the ARNs of `--policy-arns`.',
    DurationSeconds:
      "How long the session lasts, in seconds: from 900 (15 minutes) up to the role's maximum session duration, which its owner sets between 3600 (1 hour) and 43200 (12 hours). More is refused, not shortened.",
    Tags: 'Session tags, at most 50, inherited ones included.',
    Key: 'Key of the tag. Keys that differ by case alone are one key; `aws:` is reserved.',
    Value: 'Value of the tag; it may be empty.',
    TransitiveTagKeys:
      'Keys of tags that go on with the session into every role that it assumes, and cannot be changed there. Each has to be among `--tags`.',
    ExternalId:
      "A text that the role's trust policy may ask for as `sts:ExternalId`. A service that assumes roles of many customers gives each customer one of its own and passes it with every call: so no customer can make the service use another one's role. It is compared with the policy and not kept.",
    SerialNumber:
      'The MFA device of the user who calls: the ARN of a virtual device, or the serial number of a hardware token. Given together with `--token-code`.',
    TokenCode: 'The six digits that the device shows. Each code is accepted once.',
    SourceIdentity:
      'Who is behind the session. It stays with the session through every role that it assumes from then on, cannot be changed, and stands in every event. It needs permission for `sts:SetSourceIdentity`, of the caller and in the trust policy.',
    ProvidedContexts: 'Not offered here: a request with it is answered 501 NotImplemented.',
    ProviderArn: 'Not offered here.',
    ContextAssertion: 'Not offered here.',
    MinimumSessionTokenSize:
      'The least size of the session token, in characters; a smaller one is padded. It is there to try out whether a client can take tokens of the size that policies and tags lead to.',
    PrincipalArn: 'ARN of the provider that vouches for the caller.',
    SAMLAssertion: "The identity provider's response, in base64.",
    WebIdentityToken: "The issuer's ID token, a JWT.",
    ProviderId:
      'Not offered here: it goes with access tokens of companies that no one else can verify. A request with it is refused.',
    TargetPrincipal: 'The member account: its id, or the ARN of its root.',
    TaskPolicyArn: 'The task, by its policy.',
    EncodedMessage: 'The message, as the refusal carried it.',
    AccessKeyId: 'The access key id to read.',
    TradeInToken: 'The token to trade in.',
    Name: 'A name for the federated user. It is part of its ARN.',
    Audience: 'For whom the token is.',
    SigningAlgorithm: 'How the token is signed.',
  },

  results: {
    Credentials: 'The credentials. All three parts are needed to sign a request.',
    AccessKeyId: 'The access key id, `ASIA...`.',
    SecretAccessKey: 'The secret access key.',
    SessionToken: 'The session token, which goes with every request. It is not longer than 4096 characters.',
    Expiration: 'When the credentials end.',
    AssumedRoleUser: 'Who the session is.',
    AssumedRoleId: "The unique id of the role, a colon, and the session's name.",
    Arn: "ARN of the session: `arn:aws:sts::ACCOUNT:assumed-role/ROLE/SESSION`. Policies may name it as a principal; the role's path is not in it.",
    PackedPolicySize:
      'How much of the room for a session token is used, in percent; the same number as SessionTokenUtilization. Absent where the session has neither policy nor tags.',
    SourceIdentity: 'The source identity of the session, an inherited one too.',
    SessionTokenUtilization: 'How much of the 4096 characters of a session token is used, in percent, rounded up.',
    SessionTokenSize: 'How many characters the session token has.',
    Subject: 'The NameID of the assertion.',
    SubjectType: 'The format of the NameID, without the prefix that all of them share.',
    Issuer: 'Who issued it.',
    Audience: 'For whom it was issued.',
    NameQualifier: 'Tells users of one provider from those of another.',
    SubjectFromWebIdentityToken: 'The `sub` claim of the token.',
    Provider: 'The provider that vouched.',
    DecodedMessage: 'The reasons, as JSON in a text.',
    Account: 'The account id.',
    UserId: 'The unique id of the caller.',
    AssumedPrincipal: 'Never answered here.',
    FederatedUser: 'Who the session is.',
    FederatedUserId: 'The account id, a colon, and the name.',
    WebIdentityToken: 'The token.',
  },

  errors: stsErrors,

  samples: {
    RoleArn: 'arn:aws:iam::111122223333:role/deploy',
    RoleSessionName: 'ann',
    PrincipalArn: 'arn:aws:iam::111122223333:saml-provider/office',
    SAMLAssertion: 'file://response.b64',
    WebIdentityToken: 'file://token',
    TargetPrincipal: '444455556666',
    TaskPolicyArn: 'arn=arn:aws:iam::aws:policy/root-task/IAMAuditRootUserCredentials',
    EncodedMessage: 'AQIvJ2w0n3...',
    AccessKeyId: 'AKIARTUOE3HZT7ZQ5KXC',
    TradeInToken: 'file://trade-in-token',
    Name: 'ben',
    Audience: 'https://pay.example.com',
    SigningAlgorithm: 'ES384',
  },
};
