import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { EXAMPLES } from '../../scripts/openapi.ts';
import { answerSchema, refusalSchema } from '../../src/authorize/answer-schema.ts';
import { questionSchema } from '../../src/authorize/question-schema.ts';
import type { Answer, Question } from '../../src/authorizer/question.ts';
import { asks, openWithService, question, received } from './asking.ts';

interface Document {
  readonly components: { readonly schemas: Readonly<Record<string, object>> };
}

/** A schema of the document itself, as a reader elsewhere would use it: not the one that the document was made from. */
function documented(name: string): z.ZodType {
  const text = readFileSync('docs/authorize.openapi.yaml', 'utf8').replaceAll('#/components/schemas/', '#/$defs/');
  const { schemas } = (parse(text) as Document).components;
  return z.fromJSONSchema({ $ref: `#/$defs/${name}`, $defs: schemas } as Parameters<typeof z.fromJSONSchema>[0]);
}

describe('docs/authorize.openapi.yaml', () => {
  const fits = (name: string, value: unknown) => documented(name).safeParse(value).success;
  let open: Awaited<ReturnType<typeof openWithService>>;
  beforeAll(async () => {
    open = await openWithService({ encodeDenials: true });
  });

  it('describes the answers of a server', async () => {
    const { house, store, ann } = open;
    const role = await house.role(house.rootA, 'reader', { Principal: { AWS: '111122223333' } });
    await house.allowUser(house.rootA, 'ann', { Action: ['sts:*', 'objects:GetObject'], Resource: '*' });
    const session = await house.assumed(ann, role, {
      'Tags.member.1.Key': 'k',
      'Tags.member.1.Value': 'v',
      SourceIdentity: 'ann',
    });
    const forged = { ...ann, secretAccessKey: 'x' };
    const signers = [ann, session, house.rootA, house.rootB, forged];
    const kinds = new Set<string>();
    for (const by of signers) {
      const { status, body } = await asks(house, house.rootA, question(received(house, by), { explain: true }));
      expect([status, fits('Answer', body), fits('Refusal', body)]).toEqual([200, true, false]);
      const answer: Answer = answerSchema.parse(body);
      kinds.add(`${answer.decision} ${answer.authenticated}`);
    }
    expect([...kinds].sort()).toEqual(['allow true', 'deny false', 'deny true']);

    for (const wrong of ['{', { ...question(received(house, ann)), service: 'queue' }]) {
      const { status, body } = await asks(house, store, wrong);
      expect([status >= 400, fits('Refusal', body), refusalSchema.safeParse(body).success]).toEqual([true, true, true]);
    }
  });

  it('takes what the server takes, and its own examples', () => {
    const { house, ann } = open;
    const good: Question = question(received(house, ann), { context: { 'objects:x': ['y'] } });
    for (const one of [good, ...Object.values(EXAMPLES.questions)]) {
      expect([fits('Question', one), questionSchema.safeParse(one).success]).toEqual([true, true]);
    }
    for (const one of Object.values(EXAMPLES.answers)) expect(fits('Answer', one)).toBe(true);
    for (const one of [{ ...good, more: 1 }, { ...good, service: 'sts' }, { ...good, action: 'x' }, {}]) {
      expect([fits('Question', one), questionSchema.safeParse(one).success]).toEqual([false, false]);
    }
  });
});
