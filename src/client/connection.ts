/** Keys that sign requests, long-term or temporary. */
export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string | undefined;
  /** Until when they are good; absent where they do not end. */
  readonly expiration?: Date | undefined;
}

/** Gives the credentials of a call, as the AWS SDK's providers do: it may renew what is about to end. */
export type CredentialProvider = () => Promise<Credentials>;

/** The credentials of one call. */
export const credentialsNow = async <Held extends Credentials | undefined>(
  source: Held | CredentialProvider,
): Promise<Held | Credentials> => (typeof source === 'function' ? source() : source);

/** Where a service answers, and whom to call as. */
export interface Connection {
  /** `http://127.0.0.1:8787`: scheme, host and port. */
  readonly endpoint: string;
  /** The region of the credential scope: `us-east-1`. */
  readonly region: string;
  /** Absent for calls that prove their caller by a token or an assertion. */
  readonly credentials: Credentials | CredentialProvider | undefined;
  /** How long an answer may take, 60,000 ms where nothing is said. */
  readonly timeoutMs?: number | undefined;
  /** Certificate authorities to trust instead of those of the system, as PEM: what `AWS_CA_BUNDLE` means. */
  readonly ca?: string | undefined;
}
