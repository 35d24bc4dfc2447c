import { beforeAll, describe, expect, it } from 'vitest';
import type { OperationFacts } from '../../src/model/facts.ts';
import { CreateRole } from '../../src/model/generated/iam.ts';
import { AssumeRole } from '../../src/model/generated/sts.ts';
import {
  ACCOUNT_A,
  type Answer,
  type Credentials,
  type House,
  openHouse,
  type Parameters,
  policy,
} from '../house/harness.ts';
import { type ConstraintCase, constraintCases } from './constraints.ts';

/** Every limit of AssumeRole, and CreateRole's MaxSessionDuration, from both sides, as signed requests to the whole house. */
let house: House;
let user: Credentials;
let role: string;

beforeAll(async () => {
  house = await openHouse({ http: true });
  user = await house.user(house.rootA, 'alice');
  role = await house.role(
    house.rootA,
    'worker',
    { Principal: { AWS: `arn:aws:iam::${ACCOUNT_A}:user/alice` } },
    { MaxSessionDuration: 43_200 },
  );
});

/** XML 1.0 cannot say these characters; an answer that names a value writes U+FFFD for each. */
const sayable = (text: string): string =>
  text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Cs}/gu, '\ufffd');

const parametersOf = ({ parameters }: ConstraintCase): Parameters => Object.fromEntries(parameters);

/** What the schema had to say: nothing, or its sentence. Later refusals of a well-formed request are another matter. */
function verdict(answer: Answer): string {
  const isSchema =
    answer.code === 'ValidationError' && /^[0-9]+ validation errors? detected: /.test(answer.message ?? '');
  return isSchema ? answer.message! : 'accepted';
}

async function differences(
  facts: OperationFacts,
  cases: readonly ConstraintCase[],
  call: (parameters: Parameters) => Promise<Answer>,
) {
  const wrong: unknown[] = [];
  for (const one of cases) {
    const answer = await call(parametersOf(one));
    const wanted = one.expectation === 'accepted' ? 'accepted' : sayable(one.expectation.refused);
    const isRight =
      verdict(answer) === wanted &&
      (wanted === 'accepted' || answer.status === 400) &&
      (answer.status < 500 || answer.status === 501);
    if (!isRight)
      wrong.push({
        label: one.label,
        path: one.path,
        status: answer.status,
        found: answer.message?.slice(0, 200),
        wanted: wanted.slice(0, 200),
      });
  }
  console.log(`${facts.name}: ${cases.length} constraint cases over the wire, ${wrong.length} differences`);
  return wrong;
}

describe('constraints over the wire', () => {
  it('every constrained member of AssumeRole', async () => {
    const cases = constraintCases(AssumeRole);
    expect(new Set(cases.map(({ path }) => path.replace(/\.1\b/g, ''))).size).toBeGreaterThan(14);
    expect(await differences(AssumeRole, cases, (parameters) => house.call(user, 'AssumeRole', parameters))).toEqual(
      [],
    );
  });

  it("CreateRole's MaxSessionDuration", async () => {
    const cases = constraintCases(CreateRole).filter(({ path }) => path === 'maxSessionDuration');
    expect(cases.length).toBeGreaterThanOrEqual(4);
    expect(
      await differences(CreateRole, cases, (parameters) => house.call(house.rootA, 'CreateRole', parameters)),
    ).toEqual([]);
  });

  it.each([
    [3599, 400],
    [3600, 200],
    [43_200, 200],
    [43_201, 400],
  ])('a role with MaxSessionDuration %i: %i', async (MaxSessionDuration, status) => {
    const AssumeRolePolicyDocument = policy({ Action: 'sts:AssumeRole', Principal: { AWS: ACCOUNT_A } });
    expect(
      (
        await house.call(house.rootA, 'CreateRole', {
          RoleName: `max-${MaxSessionDuration}`,
          AssumeRolePolicyDocument,
          MaxSessionDuration,
        })
      ).status,
    ).toBe(status);
  });

  it.each([
    ['U+0009', '\u0009', true],
    ['U+000A', '\u000a', true],
    ['U+000D', '\u000d', true],
    ['U+001F', '\u001f', false],
    ['U+0020', '\u0020', true],
    ['U+007F', '\u007f', true],
    ['U+00FF', '\u00ff', true],
    ['U+0100', '\u0100', false],
  ])('Policy with %s', async (_name, character, accepted) => {
    // White space stands between the elements, a letter in a string: each where JSON allows it.
    const Policy = /\s/.test(character)
      ? `{${character}"Version":"2012-10-17","Statement":[]}`
      : policy({ Action: 's3:*', Resource: 'arn:aws:s3:::b/CHARACTER' }).replace('CHARACTER', character);
    const answer = await house.assume(user, role, { Policy });
    if (!accepted) {
      expect([answer.status, answer.code]).toEqual([400, 'ValidationError']);
      expect(answer.message).toBe(
        `1 validation error detected: Value '${sayable(Policy)}' at 'policy' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\u0009\\u000A\\u000D\\u0020-\\u00FF]+`,
      );
    } else expect(answer.code).not.toBe('ValidationError');
  });
});
