import { describe, expect, test } from 'vitest';
import { readPolicy, sharedIssuerProblem } from './index.ts';
import { sharedIssuers } from './shared-issuers.ts';
import { ACCOUNT, documentOf } from './testing.ts';

const GITHUB = 'token.actions.githubusercontent.com';
const arn = (issuer: string) => `arn:aws:iam::${ACCOUNT}:oidc-provider/${issuer}`;
const trust = (issuer: string, Condition?: object, more: object = {}) =>
  documentOf({
    Effect: 'Allow',
    Principal: { Federated: arn(issuer) },
    Action: 'sts:AssumeRoleWithWebIdentity',
    ...(Condition && { Condition }),
    ...more,
  });
/** The sentence that a policy is not saved with, or `accepted`. */
function verdict(text: string): string {
  const read = readPolicy(text, 'trust');
  return (read.ok ? sharedIssuerProblem(read.policy) : read.problem)?.message ?? 'accepted';
}
const SUB = `${GITHUB}:sub`;
const refusal = `The trust policy of the shared identity provider ${arn(GITHUB)} must limit who may assume the role by the condition key ${SUB} or ${GITHUB}:job_workflow_ref`;

describe('trust in a shared OIDC issuer', () => {
  test('AWS lists 22 of them', () => expect(sharedIssuers.size).toBe(22));

  // By the claim that tells their customers apart, so that a claim cannot change unseen.
  test.each([
    ['aud', ['api.pulumi.com/oidc', 'cognito-identity.amazonaws.com', 'oidc.vercel.com', 'sandboxes.cloud']],
    ['job_workflow_ref', [GITHUB]],
    ['sts:rolesessionname', ['sts.windows.net/33e01921-4d64-4f8c-a055-5bdaffd5e33d']],
    [
      'sub',
      [
        'agent.buildkite.com',
        'app.terraform.io',
        'gitlab.com',
        'oidc-configuration.audit-log.githubusercontent.com',
        'oidc.codefresh.io',
        'oidc.op1.openshiftapps.com/2c51blsaqa9gkjt0o9rt11mle8mmropu',
        'oidc.op1.openshiftapps.com/2f785sojlpb85i7402pk3qogugim5nfb',
        'proidc.upbound.io',
        'rh-oidc.s3.us-east-1.amazonaws.com/22ejnvnnturfmt6km08idd0nt4hekbn7',
        'rh-oidc.s3.us-east-1.amazonaws.com/23e3sd27sju1hoou6ohfs68vbno607tr',
        'rh-oidc.s3.us-east-1.amazonaws.com/23ne21h005qjl3n33d8dui5dlrmv2tmg',
        'rh-oidc.s3.us-east-1.amazonaws.com/24jrf12m5dj7ljlfb4ta2frhrcoadm26',
        'scalr.io',
        'studio.datachain.ai/api',
        GITHUB,
        'tokens.cloud.shisho.dev',
        'vstoken.actions.githubusercontent.com',
      ],
    ],
  ])('the claim %s', (claim, issuers) => {
    const having = [...sharedIssuers].filter(([issuer, keys]) =>
      keys.some((key) => key === claim || key === `${issuer}:${claim}`),
    );
    expect(having.map(([issuer]) => issuer)).toEqual(issuers);
  });

  test.each([...sharedIssuers])('%s is refused bare and accepted with its claim', (issuer, keys) => {
    // Cognito has its own sentence where there is no condition at all.
    const other = { StringEquals: { 'aws:RequestedRegion': 'eu-west-1' } };
    expect(verdict(trust(issuer, other))).toMatch(/^The trust policy of the shared identity provider /);
    for (const key of keys) expect(verdict(trust(issuer, { StringEquals: { [key]: 'ours' } }))).toBe('accepted');
  });

  test.each([
    ['no condition', undefined],
    ['another claim', { StringEquals: { [`${GITHUB}:aud`]: 'sts.amazonaws.com' } }],
    ['a star', { StringLike: { [SUB]: '*' } }],
    ['stars and question marks', { StringLike: { [SUB]: '?**' } }],
    ['a star beside a name', { StringLike: { [SUB]: ['repo:us/*', '*'] } }],
    ['an empty text', { StringEquals: { [SUB]: '' } }],
    ['no values', { StringLike: { [SUB]: [] } }],
    ['a negated operator', { StringNotEquals: { [SUB]: 'repo:us/it' } }],
    ['IfExists', { StringLikeIfExists: { [SUB]: 'repo:us/*' } }],
    ['ForAllValues, which a missing claim passes', { 'ForAllValues:StringLike': { [SUB]: 'repo:us/*' } }],
    ['an operator of another family', { ArnLike: { [SUB]: 'arn:aws:s3:::x' } }],
    ['the claim of another issuer', { StringLike: { 'gitlab.com:sub': 'project_path:us/it' } }],
  ])('%s: refused', (_name, condition) => expect(verdict(trust(GITHUB, condition))).toBe(refusal));

  test.each([
    ['StringLike', { StringLike: { [SUB]: 'repo:us/*' } }],
    ['letters of another case', { StringEqualsIgnoreCase: { [SUB.toUpperCase()]: 'repo:us/it' } }],
    ['ForAnyValue', { 'ForAnyValue:StringEquals': { [SUB]: 'repo:us/it' } }],
    ['the workflow', { StringEquals: { [`${GITHUB}:job_workflow_ref`]: 'us/it/.github/workflows/a.yml@main' } }],
    ['one of several conditions', { StringLike: { [SUB]: '*' }, StringEquals: { [SUB]: 'repo:us/it' } }],
  ])('%s: accepted', (_name, condition) => expect(verdict(trust(GITHUB, condition))).toBe('accepted'));

  test.each([
    ['a Deny', trust(GITHUB, undefined, { Effect: 'Deny' })],
    ['sts:TagSession alone', trust(GITHUB, undefined, { Action: 'sts:TagSession' })],
    ['an issuer of one customer', trust(`${GITHUB}/enterprise`)],
    ['another private issuer', trust('id.example.com')],
  ])('%s is exempt', (_name, text) => expect(verdict(text)).toBe('accepted'));

  test.each(['sts:*', '*', 'STS:assumerolewith*', 'sts:AssumeRoleWithWebIdentity'])(
    'the action %s lets in',
    (Action) => {
      expect(verdict(trust(GITHUB, undefined, { Action }))).not.toBe('accepted');
    },
  );

  test('a slash or capitals do not hide the issuer', () => {
    expect(verdict(trust(`${GITHUB.toUpperCase()}/`))).not.toBe('accepted');
  });

  test('each of several issuers is asked for its own claim, and the place of the one that fails is told', () => {
    const text = trust(
      GITHUB,
      { StringLike: { [SUB]: 'repo:us/*' } },
      { Principal: { Federated: [arn(GITHUB), arn('gitlab.com')] } },
    );
    const read = readPolicy(text, 'trust');
    expect(read.ok && sharedIssuerProblem(read.policy)).toMatchObject({
      offset: text.indexOf(`"${arn('gitlab.com')}`),
      line: 1,
    });
  });

  test('a policy that is not a trust policy is none of its business', () => {
    const read = readPolicy(documentOf({ Effect: 'Allow', Action: 'sts:*', Resource: '*' }), 'identity');
    expect(read.ok && sharedIssuerProblem(read.policy)).toBeUndefined();
  });
});
