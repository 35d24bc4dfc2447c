import { incompleteSignature, signatureDoesNotMatch } from './refusals.ts';
import type { Refusal } from './types.ts';

/** What every signature is scoped to: one day, one region, one service. */
export interface Scope {
  readonly date: string;
  readonly region: string;
  readonly service: string;
}

export const ALGORITHM = 'AWS4-HMAC-SHA256';
export const TERMINATOR = 'aws4_request';

/**
 * Splits a credential and holds its scope to the server's (sts.md 2.1 rows 12 and 13, texts in 2.2). All that is wrong
 * with the scope is said at once, and each sentence ends with its space, also the last.
 */
export function readScope(
  { credential, date: requestDate }: { readonly credential: string; readonly date: string },
  expected: { readonly service: string; readonly regions: readonly string[] | undefined },
): (Scope & { readonly accessKeyId: string }) | Refusal {
  const elements = credential.split('/');
  if (elements.length !== 5) {
    return incompleteSignature(
      "Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term, got '" +
        `${credential}'`,
    );
  }
  const [accessKeyId, date, region, service, terminator] = elements as [string, string, string, string, string];

  let problems = '';
  if (!isServed(region, expected.regions)) problems += 'Credential should be scoped to a valid region. ';
  if (service !== expected.service) {
    problems += `Credential should be scoped to correct service: '${expected.service}'. `;
  }
  if (terminator !== TERMINATOR) {
    problems += `Credential should be scoped with a valid terminator: '${TERMINATOR}', not '${terminator}'. `;
  }
  const day = requestDate.slice(0, 8);
  if (date !== day) {
    problems +=
      'Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: ' +
      `'${date}' != '${day}', from '${requestDate}'. `;
  }
  return problems === '' ? { accessKeyId, date, region, service } : signatureDoesNotMatch(problems);
}

const isServed = (region: string, regions: readonly string[] | undefined): boolean =>
  regions === undefined ? isRegionName(region) : regions.includes(region);

/**
 * A region name is one label of a host name in lower case. Nothing else may become `aws:RequestedRegion`, since
 * policies compare that key by case.
 */
const isRegionName = (text: string): boolean => /^(?=.*[a-z])[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/.test(text);
