import { isoSecond } from '../base/iso-second.ts';
import type { SignInEvent } from '../operation/sign-in-event.ts';

/**
 * The event of a sign-in, in CloudTrail's shape
 * (https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-aws-console-sign-in-events.html). `undefined`
 * where nobody could tell who it was: then there is no account whose trail it would belong in.
 */
export function signInEvent(event: SignInEvent): string | undefined {
  const { who, name, outcome, problem } = event;
  if (who === undefined) return undefined;
  const { type, userId: principalId, arn, account: accountId, accessKeyId, sourceIdentity } = who;
  return JSON.stringify({
    eventVersion: '1.11',
    userIdentity: {
      ...{ type, principalId, arn, accountId, accessKeyId },
      ...(sourceIdentity !== undefined && { sessionContext: { sourceIdentity } }),
    },
    eventTime: isoSecond(event.atMs),
    eventSource: 'signin.amazonaws.com',
    eventName: name,
    sourceIPAddress: event.remoteAddress,
    userAgent: event.userAgent?.slice(0, USER_AGENT_MAX),
    errorMessage: problem,
    requestParameters: event.durationSeconds === undefined ? null : { sessionDuration: event.durationSeconds },
    responseElements: { [name]: outcome },
    additionalEventData: {
      MFAUsed: event.mfaUsed ? 'Yes' : 'No',
      LoginTo: event.destination,
      Issuer: event.issuer,
      signInId: event.signInId,
      consoleSessionId: event.consoleSessionId,
      sessionExpiresAt: event.sessionExpiresAt === undefined ? undefined : isoSecond(event.sessionExpiresAt * 1000),
    },
    eventID: event.id,
    readOnly: false,
    eventType: name === 'GetSigninToken' ? 'AwsApiCall' : 'AwsConsoleSignIn',
    managementEvent: true,
    recipientAccountId: accountId,
    eventCategory: 'Management',
    tlsDetails: {
      tlsVersion: event.tls?.version,
      cipherSuite: event.tls?.cipher,
      clientProvidedHostHeader: event.host,
    },
  });
}

const USER_AGENT_MAX = 1024;
