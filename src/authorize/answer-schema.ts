import { z } from 'zod';

/* What is answered: for `docs/authorize.openapi.yaml`, and for the tests that hold a server to it. */

const answered = {
  requestId: z.string().meta({ description: 'Names this question in the log and the audit trail.' }),
  cacheFor: z.literal(0).meta({
    description: 'How many seconds the answer may be kept: none, so that a revoked session ends with its next request.',
  }),
};

const principal = z
  .strictObject({
    type: z.enum(['Root', 'IAMUser', 'AssumedRole', 'FederatedUser']),
    arn: z.string().meta({ description: 'As GetCallerIdentity answers it.' }),
    userId: z.string().meta({ description: '`aws:userid`.' }),
    account: z.string(),
    accessKeyId: z.string(),
    sessionName: z.string().optional(),
    sourceIdentity: z.string().optional(),
    principalTags: z.record(z.string(), z.string()).optional().meta({
      description:
        'Tags of the principal and its session, keys in lower case; only where the principal is of your own account.',
    }),
    expiration: z.iso.datetime().optional().meta({ description: 'When the credentials end, where they do.' }),
  })
  .meta({ id: 'Principal', description: 'Who signed the request, proven.' });

const judged = z
  .strictObject({
    ...answered,
    decision: z.enum(['allow', 'deny']),
    authenticated: z.literal(true),
    principal,
    reason: z.string().optional().meta({ description: 'Why not, in AWS’s sentence, to be passed on.' }),
    explanation: z.string().optional().meta({ description: 'The statements that decided, underlined.' }),
    encodedMessage: z.string().optional().meta({
      description: 'The reasons sealed for sts:DecodeAuthorizationMessage, where the server encodes denials.',
    }),
  })
  .meta({ id: 'Judged', description: 'Who it was, and whether they may.' });

const unproven = z
  .strictObject({
    ...answered,
    decision: z.literal('deny'),
    authenticated: z.literal(false),
    error: z.strictObject({ code: z.string(), status: z.int(), message: z.string().optional() }).meta({
      description: 'AWS’s code, status and sentence, to be passed on.',
    }),
  })
  .meta({ id: 'Unproven', description: 'Nobody was proven to ask.' });

export const answerSchema = z.discriminatedUnion('authenticated', [judged, unproven]).meta({ id: 'Answer' });

/** What is answered where the asking itself is refused. */
export const refusalSchema = z
  .strictObject({ error: z.strictObject({ code: z.string(), message: z.string() }), requestId: z.string() })
  .meta({ id: 'Refusal', description: 'The asking itself was refused.' });
