/** What is wrong with a policy, and what somebody may not have meant. */
export { kindOf, lintPolicy } from './lint.ts';
export { rules } from './rules.ts';
export { type LintedFile, sarif } from './sarif.ts';
export { type Finding, LEVELS, type Level, type Rule } from './types.ts';
