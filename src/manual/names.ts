/**
 * Gives the name that the AWS CLI has for an operation or a parameter: `AssumeRoleWithSAML` is `assume-role-with-saml`,
 * `SAMLAssertion` is `--saml-assertion`. The rule is botocore's: a plural of capitals at the end stays together (`ARNs`),
 * a word begins before a capital with small letters behind it and after a small letter or a digit.
 */
export function commandName(name: string): string {
  return name
    .replace(/[A-Z]{2,}s$/, (plural) => `-${plural.toLowerCase()}`)
    .replace(/(.)([A-Z][a-z]+)/g, '$1-$2')
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .toLowerCase();
}
