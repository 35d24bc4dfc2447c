import { parseArn } from '../base/arn.ts';
import type { FoundPrincipal, FoundStep, WhoCan } from '../reach/index.ts';
import type { Difference } from './expected-principals.ts';
import { code, sessionText, wayText } from './show-condition.ts';

/** Who can do it, for a reader: the paths without conditions first, then the others with what has to hold at each step. */
export function whoCanText({ action, resource, principals }: WhoCan): string {
  const head = `${code(action)} on ${code(resource)}: ${principals.length === 0 ? 'nobody can' : counted(principals.length)}`;
  const free = principals.filter(({ unconditional }) => unconditional);
  const bound = principals.filter(({ unconditional }) => !unconditional);
  const sections = [
    ...(free.length === 0 ? [] : [['', 'whatever the request is:', ...free.flatMap(pathLines)]]),
    ...(bound.length === 0 ? [] : [['', 'on conditions:', ...bound.flatMap(pathLines)]]),
  ];
  return `${[head, ...sections.flat()].join('\n')}\n`;
}

const counted = (n: number): string => (n === 1 ? '1 principal can' : `${n} principals can`);

function pathLines({ path }: FoundPrincipal): readonly string[] {
  const last = path.at(-1)!;
  const end = isRole(last.resource) ? named(last.resource) : code(last.resource);
  return [`  ${[...path.map(({ principal }) => named(principal)), end].join(' -> ')}`, ...path.flatMap(stepLines)];
}

const isRole = (arn: string): boolean => parseArn(arn)?.resource.startsWith('role/') === true;

/** What has to hold at a step: a line for each way, and what the session has to be before. */
function stepLines({ principal, ways, more, session }: FoundStep, i: number): readonly string[] {
  const who = i === 0 ? '' : `as ${shortName(principal)}: `;
  const being = sessionText(session);
  const lines = ways.map((way, at) => `${at === 0 ? '' : 'or '}${wayText(way)}`);
  return [
    ...(being === undefined ? [] : [`      ${who}${being}`]),
    ...lines.map((line) => `      ${who}${line}`),
    ...(more ? [`      ${who}${ways.length === 0 ? UNTRIED : 'and perhaps in other ways'}`] : []),
  ];
}

const UNTRIED = 'perhaps: the policies have more conditions than are tried together';

/** `user ann (111122223333)`; whatever is no ARN of an account stays as it is. */
function named(principal: string): string {
  if (principal === '*') return 'everybody with credentials of any account, if those allow it';
  if (principal === 'anonymous') return 'anybody, without credentials';
  const arn = parseArn(principal);
  if (arn === undefined) return `service ${principal}`;
  const [kind, ...rest] = arn.resource.split('/');
  if (kind === 'root') return `root of ${arn.account}`;
  return `${KINDS.get(kind!) ?? kind} ${rest.at(-1)} (${arn.account})`;
}

const KINDS: ReadonlyMap<string, string> = new Map([
  ['oidc-provider', 'OIDC provider'],
  ['saml-provider', 'SAML provider'],
]);

const shortName = (principal: string): string => principal.slice(principal.lastIndexOf('/') + 1);

/** What differs from what was expected. */
export function differenceText({ beyond, gone }: Difference): string {
  if (beyond.length + gone.length === 0) return '\nas expected\n';
  const lines = [
    ...beyond.map(({ principal, why }) => `  + ${principal}${why === 'unconditional' ? '  (without conditions)' : ''}`),
    ...gone.map((principal) => `  - ${principal}`),
  ];
  return `\n${beyond.length === 0 ? 'nobody beyond those expected; no longer:' : 'not as expected:'}\n${lines.join('\n')}\n`;
}
