import type { Clock } from '../base/clock.ts';
import type { Sayings } from '../main/sayings.ts';
import type { Quotas } from '../operation/quotas.ts';
import type { SeedInput } from './seed-object.ts';

/** How a server is started, wherever its store is. Names are those of the settings of `rolecall serve`. */
export interface CommonOptions {
  /** Accounts that there shall be, by their numbers; those of the seed, or one of a random number, where none is named. */
  readonly accounts?: readonly string[] | undefined;
  /** What the accounts hold, as docs/seed-file.md has it. */
  readonly seed?: SeedInput | undefined;
  /** Address to listen on: `127.0.0.1` unless said otherwise. Another one than the machine's own needs `tls` or `behindProxy`. */
  readonly host?: string | undefined;
  /** Port to listen on; the system picks one where it is 0 or not said. */
  readonly port?: number | undefined;
  /** `false`: no port is opened; only `answer` reaches the server. */
  readonly listen?: boolean | undefined;
  /** Certificate chain and private key, PEM. */
  readonly tls?: { readonly cert: string | Uint8Array; readonly key: string | Uint8Array } | undefined;
  /** Blocks of addresses of the proxies whose forwarding headers are believed. */
  readonly behindProxy?: readonly string[] | undefined;
  /** Address by which clients know the server; its `url` unless said otherwise. */
  readonly publicUrl?: string | undefined;
  /** Accept only requests that are signed for these regions. */
  readonly regions?: readonly string[] | undefined;
  /** Quotas of docs/quotas.md that are other than AWS's. */
  readonly quotas?: Partial<Quotas> | undefined;
  /** Calls a second that an account may make to STS, and as many to IAM. */
  readonly throttle?: number | undefined;
  /** Whether denials end with their reasons, for sts:DecodeAuthorizationMessage. */
  readonly encodeDenials?: boolean | undefined;
  /** How issuers of OpenID Connect are asked for their keys. */
  readonly oidc?: OidcOptions | undefined;
  /** Origins of the applications that a console sign-in link may lead to. */
  readonly signinDestinations?: readonly string[] | undefined;
  /** Largest request body. */
  readonly bodyLimit?: number | undefined;
  /** Which time it is; the system's unless said otherwise. */
  readonly clock?: Clock | undefined;
  /** Told of every request when it is answered. It must neither throw nor wait. */
  readonly onRequest?: ((request: RequestSummary) => void) | undefined;
  /** Where to say what an operator has to know; pino's logger will do. Without it nothing is said. */
  readonly log?: Sayings | undefined;
}

/** How issuers are asked, and how far their clocks are believed. */
export interface OidcOptions {
  /** Blocks of addresses and names of hosts that may be asked although they are not public. */
  readonly allowPrivate?: readonly string[] | undefined;
  /** Certificates to trust beside the usual ones, PEM. */
  readonly ca?: string | undefined;
  /** By how much their clocks may be off; 60 unless said otherwise. */
  readonly clockSkewSeconds?: number | undefined;
}

/** A store that is gone when the server stops. */
export interface MemoryOptions extends CommonOptions {
  readonly memory: true;
  readonly data?: undefined;
  readonly keyFile?: undefined;
  readonly audit?: false | undefined;
}

/** A store in a folder, which is made where there is none. */
export interface DataOptions extends CommonOptions {
  readonly memory?: false | undefined;
  /** The folder. */
  readonly data: string;
  /** File of the root key, where it is not in the folder. */
  readonly keyFile?: string | undefined;
  /** Whether an audit trail is kept in the folder; it is unless said otherwise. */
  readonly audit?: boolean | undefined;
}

export type RolecallOptions = MemoryOptions | DataOptions;

/** What is told of a request that was answered. There is no secret in it. */
export interface RequestSummary {
  readonly requestId: string;
  /** When it came, in milliseconds since 1970. */
  readonly atMs: number;
  /** `sts`, `iam`; absent where the request named no operation. */
  readonly service: string | undefined;
  /** The operation as it was called: `AssumeRole`. It may be none that exists. */
  readonly action: string | undefined;
  readonly region: string | undefined;
  /** Who called, where that was proven. */
  readonly caller: { readonly arn: string; readonly account: string; readonly accessKeyId: string } | undefined;
  readonly sourceIp: string;
  readonly userAgent: string | undefined;
  readonly status: number;
  /** The code of a refusal: `AccessDenied`. */
  readonly code: string | undefined;
}
