import { describe, expect, it } from 'vitest';
import { ACCOUNT_A, form, openHouse, signedPost } from '../house/harness.ts';
import { mutations } from './mutate.ts';

const COUNT = 50_000;

describe('altered session tokens, re-signed with the true secret', () => {
  it(`none of ${COUNT} opens, after good requests have warmed every cache`, async () => {
    const house = await openHouse();
    const alice = await house.user(house.rootA, 'alice');
    const role = await house.role(house.rootA, 'worker', {
      Principal: { AWS: `arn:aws:iam::${ACCOUNT_A}:user/alice` },
    });
    const body = form('GetCallerIdentity', {}, 'sts');
    const other = await house.assumed(alice, role);
    await house.must(other, 'GetCallerIdentity');

    const accepted: string[] = [];
    const answers = new Map<string, number>();
    let tried = 0;
    while (tried < COUNT) {
      const good = await house.assumed(alice, role, { SourceIdentity: 'alice', RoleSessionName: `session-${tried}` });
      await house.must(good, 'GetCallerIdentity');
      for (const { how, token, accessKeyId } of mutations(asGood(good), [asGood(other)])) {
        if (tried === COUNT) break;
        // White space around a header's value is not part of it (RFC 9110 5.5): such a request holds the good token.
        if (token.trim() === good.sessionToken && accessKeyId === good.accessKeyId) continue;
        tried++;
        const credentials = { ...good, accessKeyId, sessionToken: token };
        const answer = await house.send(signedPost(credentials, body, 'sts', house.clock.now()));
        answers.set(`${answer.status} ${answer.code}`, (answers.get(`${answer.status} ${answer.code}`) ?? 0) + 1);
        if (answer.status === 200) accepted.push(how);
      }
      await house.must(good, 'GetCallerIdentity');
    }
    console.log(`altered tokens, re-signed: ${tried} tried, ${accepted.length} accepted`, Object.fromEntries(answers));
    expect(accepted.slice(0, 10)).toEqual([]);
    expect([...answers.keys()].filter((answer) => !/^40[03] /.test(answer))).toEqual([]);
  });
});

const asGood = ({ accessKeyId, sessionToken }: { accessKeyId: string; sessionToken?: string | undefined }) => ({
  accessKeyId,
  token: sessionToken!,
});
