import { S3_SERVICES } from '../authorizer/s3-services.ts';
import type { SigningRules } from '../sigv4/types.ts';

/** Services that answer for themselves: their requests are for them, whoever brings them. */
export const OWN_SERVICES = ['sts', 'iam', 'rolecall'] as const;

/**
 * As S3's clients sign: the path escaped once, and the body left out where they say so
 * (https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html).
 */
const LIKE_S3: SigningRules = { pathEscaped: 'once', mayLeaveBodyOut: true, presignedFor: 'as-asked' };

const LIKE_OTHERS: SigningRules = { pathEscaped: 'twice', mayLeaveBodyOut: false, presignedFor: 'as-asked' };

/** How clients sign for a service, by the name in the credential scope: the SDKs choose by that name too. */
export const signingOf = (service: string): SigningRules => (S3_SERVICES.has(service) ? LIKE_S3 : LIKE_OTHERS);
