import { beforeEach, describe, expect, it } from 'vitest';
import { ACCOUNT_A, ACCOUNT_B, type Credentials, openHouse } from './harness.ts';
import { form, signedPost } from './requests.ts';

describe('throttling', () => {
  const N = 20;
  let house: Awaited<ReturnType<typeof openHouse>>;
  let ann: Credentials;
  let roleOfB: string;
  beforeEach(async () => {
    house = await openHouse({ throttle: N });
    ann = await house.user(house.rootA, 'ann');
    roleOfB = await house.role(house.rootB, 'app', { Principal: { AWS: ACCOUNT_A } });
    await house.allowUser(house.rootA, 'ann', { Action: 'sts:*', Resource: '*' });
    house.clock.advance(1000);
  });
  const outcomes = async (calls: number, call: () => ReturnType<typeof house.call>) => {
    const counts: Record<string, number> = {};
    for (let i = 0; i < calls; i++) {
      const { status, code } = await call();
      const outcome = status === 200 ? 'done' : code!;
      counts[outcome] = (counts[outcome] ?? 0) + 1;
    }
    return counts;
  };
  const whoAmI = (who: Credentials) => () => house.call(who, 'GetCallerIdentity');

  it("answers in AWS's words, with the namespace and the request id of any other refusal", async () => {
    await outcomes(N, whoAmI(ann));
    const answer = await house.call(ann, 'GetCallerIdentity');
    expect(answer.status).toBe(400);
    expect(answer.body).toMatch(
      /^<ErrorResponse xmlns="https:\/\/sts\.amazonaws\.com\/doc\/2011-06-15\/">\s*<Error>\s*<Type>Sender<\/Type>\s*<Code>Throttling<\/Code>\s*<Message>Rate exceeded<\/Message>\s*<\/Error>\s*<RequestId>[0-9a-f-]{36}<\/RequestId>\s*<\/ErrorResponse>\s*$/,
    );
    expect(answer.headers).toContain('x-amzn-RequestId');
    expect(house.events.at(-1)).toMatchObject({
      status: 400,
      fault: { code: 'Throttling' },
      caller: { arn: expect.stringContaining('ann') },
    });
  });

  it('is one bucket for all callers of an account and all operations of STS, refused ones too', async () => {
    expect(await outcomes(N / 2, whoAmI(ann))).toEqual({ done: N / 2 });
    expect(await outcomes(N / 2, () => house.assume(ann, `arn:aws:iam::${ACCOUNT_B}:role/none`))).toEqual({
      AccessDenied: N / 2,
    });
    expect(await outcomes(3, whoAmI(house.rootA))).toEqual({ Throttling: 3 });
    house.clock.advance(500);
    expect(await outcomes(N, whoAmI(house.rootA))).toEqual({ done: N / 2, Throttling: N / 2 });
  });

  it("counts an AssumeRole across accounts for the caller's, and the session's calls for the role's", async () => {
    const session = await house.assumed(ann, roleOfB);
    expect(await outcomes(N + 5, () => house.assume(ann, roleOfB))).toEqual({ done: N - 1, Throttling: 6 });
    expect(await outcomes(N + 5, whoAmI(session))).toEqual({ done: N, Throttling: 5 });
  });

  it('leaves IAM a bucket of its own', async () => {
    await outcomes(N + 1, whoAmI(house.rootA));
    expect(await outcomes(N + 1, () => house.call(house.rootA, 'ListUsers'))).toEqual({ done: N, Throttling: 1 });
  });

  it('cannot be used against an account by who has none of its credentials', async () => {
    const forged = { ...house.rootA, secretAccessKey: 'x'.repeat(40) };
    expect(await outcomes(10 * N, whoAmI(forged))).toEqual({ SignatureDoesNotMatch: 10 * N });
    const unknown = { ...forged, accessKeyId: `AKIA${house.rootA.accessKeyId.slice(4, -1)}A` };
    await outcomes(10 * N, whoAmI(unknown));
    // Nor by one account against another, whose role it is refused.
    await outcomes(10 * N, () => house.assume(house.rootB, `arn:aws:iam::${ACCOUNT_A}:role/none`));
    expect(await outcomes(N, whoAmI(ann))).toEqual({ done: N });
  });

  it('gives no second bucket for another region', async () => {
    let throttled = 0;
    for (let i = 0; i < 2 * N; i++) {
      const signed = signedPost(
        ann,
        form('GetCallerIdentity', {}, 'sts'),
        'sts',
        house.clock.now(),
        `us-west-${(i % 9) + 1}`,
      );
      if ((await house.send(signed)).code === 'Throttling') throttled++;
    }
    expect(throttled).toBe(N);
  });

  it('is off unless asked for', async () => {
    const open = await openHouse();
    let done = 0;
    for (let i = 0; i < 700; i++) if ((await open.call(open.rootA, 'GetCallerIdentity')).status === 200) done++;
    expect(done).toBe(700);
  });
});
