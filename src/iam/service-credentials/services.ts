import { asciiLower } from '../../base/ascii.ts';
import type { Entropy } from '../../base/entropy.ts';
import { common } from '../../model/fault.ts';
import { iamFaults } from '../faults.ts';

/**
 * The services that have credentials of their own. A service with a prefix has long-term API keys, one text that holds
 * name and secret; the others have a user name and a password.
 */
const services: ReadonlyMap<string, { readonly apiKeyPrefix?: string }> = new Map([
  ['codecommit.amazonaws.com', {}],
  ['cassandra.amazonaws.com', {}],
  ['bedrock.amazonaws.com', { apiKeyPrefix: 'ABSK' }],
  ['logs.amazonaws.com', { apiKeyPrefix: 'ACWL' }],
  ['cloudwatch.amazonaws.com', { apiKeyPrefix: 'APIAACWM' }],
  ['aws-external-anthropic.amazonaws.com', { apiKeyPrefix: 'AEAA' }],
]);

/** The service's name as it is kept and as policies see it; the case of letters does not matter in a request. */
export const serviceNamed = (text: string): string => asciiLower(text);

/** What the model leaves out about a service's name. */
export function checkServiceName({ input }: { readonly input: { readonly ServiceName?: string | undefined } }): void {
  if (input.ServiceName !== undefined && !/^[a-zA-Z0-9.-]*$/.test(input.ServiceName)) {
    throw common.ValidationError('ServiceName must match [a-zA-Z0-9.-]*');
  }
}

/** Refuses a service that has no credentials of its own. AWS says NoSuchEntity, not the code that its model has for this. */
export function requireSupported(service: string): void {
  if (!services.has(service)) {
    throw iamFaults.NoSuchEntity(`No such service ${service} is supported for Service Specific Credentials`);
  }
}

export const hasApiKeys = (service: string): boolean => services.get(service)?.apiKeyPrefix !== undefined;

/** 360 random bits are sixty characters. */
const SECRET_BYTES = 45;

/** Makes the secret of a new credential: the password, or the whole API key. */
export function newSecret(service: string, name: string, entropy: Entropy): string {
  const secret = entropy.bytes(SECRET_BYTES).toString('base64');
  const prefix = services.get(service)?.apiKeyPrefix;
  return prefix === undefined ? secret : prefix + Buffer.from(`${name}:${secret}`).toString('base64');
}
