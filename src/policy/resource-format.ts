import type { Text } from './tree.ts';
import { readTemplate } from './variables.ts';

/**
 * What IAM finds wrong with the form of a resource, in its words (policy.md 8.2), or `undefined`. A segment with a
 * variable in it is not judged: its text is known only when somebody asks.
 */
export function resourceProblem({ value: resource }: Text): string | undefined {
  if (resource === '*') return undefined;
  const written = withoutVariables(resource);
  const segments = written.split(':');
  if (isOpen(segments[0]!)) return undefined;
  if (segments.length === 1) return `Resource ${resource} must be in ARN format or "*".`;

  const [, partition = '', service = '', region = '', account = '', ...rest] = segments;
  if (!isOpen(partition) && !PARTITIONS.has(partition) && !/[*?]/.test(partition)) {
    return `Partition "${partition}" is not valid for resource "${reassembled(resource.split(':'))}".`;
  }
  if (segments.length === 2 || /[*?]/.test(service)) {
    return 'Resource vendor must be fully qualified and cannot contain regexes.';
  }
  const path = rest.join(':');
  const inRegion = region !== '' && !isOpen(region);
  if (service === 'iam' && inRegion) return `IAM resource ${resource} cannot contain region information.`;
  if (service === 's3' && inRegion && !(account !== '' && S3_REGIONAL.some((start) => path.startsWith(start)))) {
    return `Resource ${resource} can not contain region information.`;
  }
  if (service === 'iam' && segments.length > 3 && !isOpen(path) && !IAM_PATHS.some((start) => path.startsWith(start))) {
    return IAM_PATH_TEXT;
  }
  return undefined;
}

/** Shapes that pass the checks above and that IAM's older parser refuses without saying why (8.1 stage 3). */
export function failsLegacyParsing({ value: resource }: Text): boolean {
  if (resource === '*') return false;
  const segments = withoutVariables(resource).split(':');
  if (isOpen(segments[0]!)) return false;
  return segments[2] === '' || (segments.length < 6 && segments.slice(1, -1).includes(''));
}

/**
 * Whether a resource looks as nearly all do, so that nothing above objects to it: six segments, a service by name, no
 * variables. Left out are the services with rules of their own, `iam` and, in a region, `s3`. One look instead of many
 * makes reading a policy a third faster.
 */
export const isOrdinary = ({ value }: Text): boolean => ORDINARY.test(value);

const ORDINARY = /^arn:aws:(?:s3:|(?!s3:|iam:)[a-z0-9-]+:[^:$]*):[^:$]*:[^$]*$/;

const PARTITIONS = new Set([
  'aws',
  'aws-cn',
  'aws-us-gov',
  'aws-iso',
  'aws-iso-b',
  'aws-iso-e',
  'aws-iso-f',
  'aws-eusc',
]);

const S3_REGIONAL = [
  'accesspoint/',
  'access-grants/',
  'async-request/',
  'job/',
  'storage-lens/',
  'storage-lens-group/',
];

const IAM_PATHS = [
  '*',
  'user/',
  'federated-user/',
  'role/',
  'group/',
  'instance-profile/',
  'mfa/',
  'server-certificate/',
  'policy/',
  'sms-mfa/',
  'saml-provider/',
  'oidc-provider/',
  'report/',
  'access-report/',
];

const IAM_PATH_TEXT = `IAM resource path must either be "*" or start with ${IAM_PATHS.slice(1).join(', ')}.`;

/** Stands where a variable stood. As a colon is no part of it, segments are cut where the author cut them. */
const VARIABLE = '\uE000';

const withoutVariables = (resource: string): string =>
  readTemplate(resource, true)
    .map((piece) => (piece.kind === 'written' ? piece.text : VARIABLE))
    .join('');

const isOpen = (segment: string): boolean => segment.includes(VARIABLE);

/** The ARN as AWS prints it in the partition's message: padded with `*` to six parts. */
function reassembled([, partition = '', ...others]: string[]): string {
  const [service = '', region = '*', account = '*', ...rest] = others;
  return `arn:${partition}:${service === '' && others.length <= 1 ? '*' : service}:${region}:${account}:${rest.length === 0 ? '*' : rest.join(':')}`;
}
