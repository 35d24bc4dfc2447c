import { stringify } from 'yaml';
import { z } from 'zod';
import { Authorize } from '../src/authorize/facts.ts';
// They register themselves by name.
import '../src/authorize/answer-schema.ts';
import '../src/authorize/question-schema.ts';

/** The schemas that the document names, and what else they are made of. */
const NAMES = ['Question', 'ReceivedRequest', 'Answer', 'Judged', 'Unproven', 'Principal', 'Refusal'];

/**
 * `docs/authorize.openapi.yaml`: what `POST /authorize` takes and answers, made from the schemas that the server reads by and
 * is tested by. The examples are held to them too (`test/authorize/openapi.test.ts`).
 */
export function openApiDocument(): string {
  const document = {
    openapi: '3.1.0',
    info: {
      title: 'Rolecall: POST /authorize',
      version: Authorize.service.version,
      summary: 'Any service can honour the credentials that Rolecall issues.',
      description:
        'A service sends a request as it received it, and is told who signed it and whether they may do what the service is about to do. How to use it, and what a service has to see to itself, is in docs/authorize.md.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: 'http://127.0.0.1:8787', description: 'As `rolecall up` starts it.' }],
    paths: { '/authorize': { post: operation() } },
    components: { schemas: schemas(), securitySchemes: { sigv4: SIGV4 } },
  };
  return `# Made by \`npm run derive\` from the schemas in src/authorize.\n${stringify(document, YAML)}`;
}

/** Texts in quotes: `2012-10-17` is a date to some readers of YAML. */
const YAML = {
  lineWidth: 0,
  aliasDuplicateObjects: false,
  defaultStringType: 'QUOTE_DOUBLE',
  defaultKeyType: 'PLAIN',
} as const;

function operation() {
  return {
    operationId: 'Authorize',
    summary: 'May whoever signed this request do this?',
    description:
      'The asking service signs this request itself, by Signature Version 4 for the service `rolecall`, and needs `rolecall:Authorize` on `arn:aws:rolecall::ACCOUNT:service/SERVICE`. No answer may be kept.',
    security: [{ sigv4: [] }],
    requestBody: { required: true, content: json('Question', EXAMPLES.questions) },
    responses: {
      '200': {
        description: 'Who it was and whether they may; or that nobody was proven to ask, with the refusal to pass on.',
        content: json('Answer', EXAMPLES.answers),
      },
      ...Object.fromEntries(
        Object.entries(REFUSALS).map(([status, [description, example]]) => [
          status,
          { description, content: json('Refusal', { refusal: example }) },
        ]),
      ),
    },
  };
}

const json = (name: string, examples: Readonly<Record<string, object>>) => ({
  'application/json': {
    schema: { $ref: `#/components/schemas/${name}` },
    examples: Object.fromEntries(Object.entries(examples).map(([title, value]) => [title, { value }])),
  },
});

/** Each schema by its name, referring to the others. */
function schemas(): Record<string, unknown> {
  const { schemas: all } = z.toJSONSchema(z.globalRegistry, {
    io: 'input',
    target: 'draft-2020-12',
    uri: (id) => `#/components/schemas/${id}`,
  });
  return Object.fromEntries(
    NAMES.map((name) => {
      const { $schema: _schema, $id: _id, id: _name, ...schema } = all[name] as Record<string, unknown>;
      return [name, schema];
    }),
  );
}

const SIGV4 = {
  type: 'apiKey',
  in: 'header',
  name: 'Authorization',
  description:
    'AWS Signature Version 4 in the Authorization header, with the service name `rolecall` in the credential scope. Session credentials bring X-Amz-Security-Token, signed.',
};

const REQUEST_ID = '4b0e3a1c-6f0e-4a63-9d6e-0d9a5f2f3c11';

/** The refusals of the asking itself, an example for each. */
const REFUSALS: Readonly<Record<string, readonly [description: string, example: object]>> = {
  400: [
    'The question is wrong (`ValidationError`, `SerializationException`, `MalformedPolicyDocument`), its signature is incomplete (`IncompleteSignature`), or there are too many (`Throttling`).',
    refusal('ValidationError', '`actionn`: no such member'),
  ],
  403: [
    'The asking service is not authenticated (`MissingAuthenticationToken`, `InvalidClientTokenId`, `ExpiredToken`, `SignatureDoesNotMatch`) or may not ask (`AccessDenied`).',
    refusal(
      'AccessDenied',
      'User: arn:aws:iam::111122223333:user/store is not authorized to perform: rolecall:Authorize on resource: arn:aws:rolecall::111122223333:service/queue because no identity-based policy allows the rolecall:Authorize action',
    ),
  ],
  413: [
    'The question is longer than 262,144 bytes. Beyond what the server takes of anybody (`--body-limit`) the answer has no body.',
    refusal('RequestEntityTooLarge', 'The body is longer than 262144 bytes.'),
  ],
  500: [
    'A failure of the server. Refuse the request that it was about.',
    refusal('InternalFailure', 'The request processing has failed because of an unknown error, exception or failure.'),
  ],
  503: [
    'The store cannot be read now. Refuse the request that it was about.',
    refusal('ServiceUnavailable', 'The request has failed due to a temporary failure of the server.'),
  ],
};

function refusal(code: string, message: string): object {
  return { error: { code, message }, requestId: REQUEST_ID };
}

const EMPTY = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

export const EXAMPLES = {
  questions: {
    'a session reads an object': {
      service: 'objects',
      action: 'objects:GetObject',
      resource: 'arn:aws:objects:::photos/cat.jpg',
      request: {
        method: 'GET',
        target: '/photos/cat.jpg',
        headers: [
          ['Host', 'objects.example.com'],
          ['X-Amz-Date', '20261122T100000Z'],
          ['X-Amz-Security-Token', 'AQIDBA...'],
          [
            'Authorization',
            'AWS4-HMAC-SHA256 Credential=ASIAEXAMPLE/20261122/us-east-1/objects/aws4_request, SignedHeaders=host;x-amz-date;x-amz-security-token, Signature=5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7',
          ],
        ],
        payloadHash: EMPTY,
        secure: true,
        remoteAddress: '198.51.100.7',
      },
    },
    'somebody of another account, with the policy of the bucket': {
      service: 'objects',
      action: 'objects:PutObject',
      resource: 'arn:aws:objects:::photos/cat.jpg',
      resourceAccount: '111122223333',
      resourcePolicy: {
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Allow',
            Principal: { AWS: '444455556666' },
            Action: 'objects:PutObject',
            Resource: 'arn:aws:objects:::photos/*',
          },
        ],
      },
      context: { 'objects:Size': '3', 'aws:ResourceTag/team': 'blue' },
      request: {
        method: 'PUT',
        target: '/photos/cat.jpg',
        headers: [['Host', 'objects.example.com']],
        payloadHash: '77af778b51abd4a3c51c5ddd97204a9c3ae614ebccb75a606c3b6865aed6744e',
      },
    },
  },
  answers: {
    'they may': {
      requestId: REQUEST_ID,
      cacheFor: 0,
      decision: 'allow',
      authenticated: true,
      principal: {
        type: 'AssumedRole',
        arn: 'arn:aws:sts::111122223333:assumed-role/reader/ann',
        userId: 'AROAEXAMPLEEXAMPLE000:ann',
        account: '111122223333',
        accessKeyId: 'ASIAEXAMPLE',
        sessionName: 'ann',
        principalTags: { team: 'blue' },
        expiration: '2026-11-22T11:00:00Z',
      },
    },
    'they may not': {
      requestId: REQUEST_ID,
      cacheFor: 0,
      decision: 'deny',
      authenticated: true,
      principal: {
        type: 'IAMUser',
        arn: 'arn:aws:iam::111122223333:user/ann',
        userId: 'AIDAEXAMPLEEXAMPLE000',
        account: '111122223333',
        accessKeyId: 'AKIAEXAMPLE',
      },
      reason:
        'User: arn:aws:iam::111122223333:user/ann is not authorized to perform: objects:PutObject on resource: arn:aws:objects:::photos/cat.jpg because no identity-based policy allows the objects:PutObject action',
    },
    'nobody was proven to ask': {
      requestId: REQUEST_ID,
      cacheFor: 0,
      decision: 'deny',
      authenticated: false,
      error: { code: 'ExpiredToken', status: 403, message: 'The security token included in the request is expired' },
    },
  },
};
