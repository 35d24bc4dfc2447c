/**
 * OIDC issuers that many customers share under one URL, as AWS lists them
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_oidc_secure-by-default.html). Whoever trusts such
 * an issuer trusts all its customers, unless a claim says which one: the keys named here, one of which a trust policy has
 * to look at (policy.md 6.7).
 */
export const sharedIssuers: ReadonlyMap<string, readonly string[]> = new Map([
  claims('agent.buildkite.com', 'sub'),
  claims('api.pulumi.com/oidc', 'aud'),
  claims('app.terraform.io', 'sub'),
  claims('cognito-identity.amazonaws.com', 'aud'),
  claims('gitlab.com', 'sub'),
  claims('oidc-configuration.audit-log.githubusercontent.com', 'sub'),
  claims('oidc.codefresh.io', 'sub'),
  claims('oidc.op1.openshiftapps.com/2c51blsaqa9gkjt0o9rt11mle8mmropu', 'sub'),
  claims('oidc.op1.openshiftapps.com/2f785sojlpb85i7402pk3qogugim5nfb', 'sub'),
  claims('oidc.vercel.com', 'aud'),
  claims('proidc.upbound.io', 'sub'),
  claims('rh-oidc.s3.us-east-1.amazonaws.com/22ejnvnnturfmt6km08idd0nt4hekbn7', 'sub'),
  claims('rh-oidc.s3.us-east-1.amazonaws.com/23e3sd27sju1hoou6ohfs68vbno607tr', 'sub'),
  claims('rh-oidc.s3.us-east-1.amazonaws.com/23ne21h005qjl3n33d8dui5dlrmv2tmg', 'sub'),
  claims('rh-oidc.s3.us-east-1.amazonaws.com/24jrf12m5dj7ljlfb4ta2frhrcoadm26', 'sub'),
  claims('sandboxes.cloud', 'aud'),
  claims('scalr.io', 'sub'),
  claims('studio.datachain.ai/api', 'sub'),
  claims('token.actions.githubusercontent.com', 'sub', 'job_workflow_ref'),
  claims('tokens.cloud.shisho.dev', 'sub'),
  claims('vstoken.actions.githubusercontent.com', 'sub'),
  // Sentinel puts its customer's workspace into the session name.
  ['sts.windows.net/33e01921-4d64-4f8c-a055-5bdaffd5e33d', ['sts:rolesessionname']],
]);

function claims(issuer: string, ...names: readonly string[]): readonly [string, readonly string[]] {
  return [issuer, names.map((name) => `${issuer}:${name}`)];
}
