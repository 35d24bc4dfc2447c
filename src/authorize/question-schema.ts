import { z } from 'zod';
import { OWN_SERVICES } from './services.ts';

/*
 * What is asked, with every limit. `docs/authorize.openapi.yaml` is made from this, so what is not said here is not taken.
 */

/** Header values are bytes, one character each: one beyond U+00FF never came over a wire, and would be signed as another. */
const headerValue = z
  .string()
  .max(16_384)
  .regex(/^[\t\x20-\x7e\x80-\xff]*$/, 'is no header value');
const headerName = z
  .string()
  .max(256)
  .regex(/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/, 'is no header name');

const NO_HASH =
  'is no SHA-256 in lower-case hexadecimal digits, nor `UNSIGNED-PAYLOAD`; payloads that are signed in pieces (`STREAMING-...`) cannot be verified here';

const request = z
  .strictObject({
    method: z
      .string()
      .regex(/^[A-Z]{1,32}$/, 'is no method')
      .meta({ description: 'The method, as it stood in the request line.', examples: ['GET'] }),
    target: z
      .string()
      .min(1)
      .max(16_384)
      .meta({
        description: 'Path and query as they stood in the request line: not decoded, not normalised.',
        examples: ['/photos/2026/cat.jpg?versionId=3'],
      }),
    headers: z
      .array(z.tuple([headerName, headerValue]))
      .max(100)
      .meta({
        description:
          'Every header as it arrived, names and values in order, repeated ones too. What you leave out is not looked at, so do not act on it.',
      }),
    payloadHash: z
      .string()
      .regex(/^(?:[0-9a-f]{64}|UNSIGNED-PAYLOAD)$/, NO_HASH)
      .meta({
        description:
          'SHA-256 of the body that you read, in lower-case hexadecimal digits: never what a header says. `UNSIGNED-PAYLOAD` for the services of S3, where the client left the body out.',
        examples: ['e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
      }),
    secure: z
      .boolean()
      .optional()
      .meta({ description: 'Whether the request came over TLS: `aws:SecureTransport`. False where nothing is said.' }),
    remoteAddress: z
      .union([z.ipv4(), z.ipv6()])
      .optional()
      .meta({ description: 'Where it came from: `aws:SourceIp`. Leave it out where you cannot tell.' }),
  })
  .meta({ id: 'ReceivedRequest', description: 'The request, as you received it.' });

const value = z.string().max(2048);
export const CONTEXT_KEYS_MAX = 60;

const context = z
  .record(
    z.string().regex(/^[A-Za-z0-9.-]{1,64}:[^\x00-\x1f\x7f]{1,256}$/, 'is no condition key'),
    z.union([value, z.array(value).max(100)]),
  )
  .refine((keys) => Object.keys(keys).length <= CONTEXT_KEYS_MAX, `has more than ${CONTEXT_KEYS_MAX} keys`)
  .meta({
    maxProperties: CONTEXT_KEYS_MAX,
    description:
      'Condition keys that you alone know: those of your own namespace, and of `aws:` the keys listed in docs/authorize.md. A list for keys of many values.',
    examples: [{ 'objects:prefix': 'photos/', 'aws:ResourceTag/team': 'blue' }],
  });

const account = z.string().regex(/^[0-9]{12}$/, 'is no account id');
const own = OWN_SERVICES.join('|');

export const questionSchema = z
  .strictObject({
    request,
    service: z
      .string()
      .regex(
        new RegExp(`^(?!(?:${own})$)[a-z0-9][a-z0-9-]{0,62}$`),
        'is no name of a service that may ask: `sts`, `iam` and `rolecall` answer for themselves',
      )
      .meta({
        description: 'The service name that the credential scope of the request must have.',
        examples: ['objects'],
      }),
    regions: z
      .array(z.string().regex(/^[a-z0-9-]{1,64}$/, 'is no region'))
      .min(1)
      .max(50)
      .optional()
      .meta({ description: 'The regions that the credential scope may have; any where nothing is said.' }),
    action: z
      .string()
      .regex(
        new RegExp(`^(?!(?:${own}):)[a-z0-9][a-z0-9.-]{0,62}:[A-Za-z0-9_.-]{1,64}$`),
        'is no action of a service that may ask',
      )
      .meta({ description: 'What you are about to do, as policies name it.', examples: ['objects:GetObject'] }),
    resource: z
      .string()
      .max(2048)
      .regex(/^(?:\*|arn:[a-z-]+:[a-z0-9.-]+:[a-z0-9-]*:(?:[0-9]{12})?:[^\x00-\x1f\x7f]+)$/, 'is no ARN')
      .meta({
        description:
          'What you are about to do it to: a whole ARN, or `*` for an action without a resource. Wildcards in it mean nothing.',
        examples: ['arn:aws:objects:::photos/2026/cat.jpg'],
      }),
    context: context.optional(),
    resourceAccount: account.optional().meta({
      description:
        'The account that owns the resource; your own where nothing is said. Where it is not the principal’s, both sides have to allow.',
    }),
    resourcePolicy: z
      .union([z.string().max(20_480), z.record(z.string(), z.unknown())])
      .optional()
      .meta({ description: 'The policy of the resource, as JSON or as its text; 20,480 characters at most.' }),
    explain: z.boolean().optional().meta({
      description:
        'Whether to say which statements decided. Needs `rolecall:ExplainDecision`, and is answered where principal and resource are of your own account.',
    }),
  })
  .meta({ id: 'Question', description: 'May whoever signed this request do this?' });

export type ParsedQuestion = z.output<typeof questionSchema>;
