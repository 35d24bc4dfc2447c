/** The policy engine: a document is read, compiled once, and asked many times. */
export { compactSize } from './compact-size.ts';
export { compile, nobody } from './compile.ts';
export { type Consulted, consulted, holderOf } from './consulted.ts';
export { decide } from './decide.ts';
export { describe, headline } from './describe.ts';
export { type PolicyResult, readPolicy } from './document.ts';
export { effortOfLast, TooMuchEffort } from './effort.ts';
export { explain } from './explain.ts';
export type * from './explanation.ts';
export { contextKeys } from './keys.ts';
export { type Place, placesIn } from './places.ts';
export { type AwsPrincipalForm, awsPrincipalForm, type Bindings } from './principals.ts';
export { sharedIssuerProblem } from './shared-issuer-rule.ts';
export { explanation } from './trace.ts';
export { type NamedPrincipal, trustPrincipals } from './trust-principals.ts';
export type * from './types.ts';
