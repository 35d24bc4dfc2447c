/** A seed of two accounts, for tests of `who-can` and `lint`: ann deploys through two roles, eve with MFA, a machine by its service. */
export const SEED = `rolecall: 1
accounts:
  "111122223333":
    users:
      ann:
        access-keys: [{ id: AKIARTX3GSDSVIZ4PZT2, secret: { env: NOBODY_NEEDS_THIS } }]
        inline-policies:
          build: { Version: "2012-10-17", Statement: { Effect: Allow, Action: "sts:AssumeRole", Resource: "arn:aws:iam::111122223333:role/build" } }
      bob: {}
    roles:
      build:
        trust: { Version: "2012-10-17", Statement: { Effect: Allow, Principal: { AWS: "111122223333" }, Action: "sts:AssumeRole" } }
        inline-policies:
          deploy: { Version: "2012-10-17", Statement: { Effect: Allow, Action: "sts:AssumeRole", Resource: "arn:aws:iam::444455556666:role/deploy" } }
  "444455556666":
    users:
      eve: { attached-policies: ["arn:aws:iam::aws:policy/AdministratorAccess"] }
    roles:
      deploy:
        trust:
          Version: "2012-10-17"
          Statement:
            - Effect: Allow
              Principal: { AWS: "arn:aws:iam::111122223333:role/build" }
              Action: "sts:AssumeRole"
              Condition: { StringEquals: { "sts:ExternalId": 123ABC }, IpAddress: { "aws:SourceIp": 192.0.2.0/24 } }
            - Effect: Allow
              Principal: { AWS: "444455556666" }
              Action: "sts:AssumeRole"
              Condition: { Bool: { "aws:MultiFactorAuthPresent": "true" } }
            - Effect: Allow
              Principal: { Service: ec2.amazonaws.com }
              Action: "sts:AssumeRole"
        inline-policies:
          read: { Version: "2012-10-17", Statement: { Effect: Allow, Action: "s3:GetObject", Resource: "arn:aws:s3:::b/*" } }
`;
export const DEPLOY = 'arn:aws:iam::444455556666:role/deploy';
