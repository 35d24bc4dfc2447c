import { isoSecond } from '../../base/iso-second.ts';
import { credentialsNow } from '../../client/connection.ts';
import { connectionFor, type Told } from '../../client/profiles/connection-for.ts';
import { identityOf, kindOf } from './identity.ts';

/** Who somebody is to the server, as text. What is not known is absent. */
export interface Known {
  readonly account: string;
  readonly arn: string;
  readonly userId: string;
  readonly kind: string;
  readonly session?: string;
  readonly until?: string;
  readonly endpoint: string;
  readonly region: string;
  /** Who said so. */
  readonly from: { readonly credentials: string; readonly endpoint: string; readonly region: string };
}

/** Asks the server who the caller is, and adds what is known of the credentials. */
export async function whoIs(told: Told): Promise<Known> {
  const connection = await connectionFor(told);
  const credentials = await credentialsNow(connection.credentials);
  const { account, arn, userId } = await identityOf({ ...connection, credentials });
  const kind = kindOf(arn);
  const { from } = connection;
  return {
    account,
    arn,
    userId,
    kind,
    ...(kind === 'role session' || kind === 'federated user' ? { session: arn.split('/').at(-1)! } : {}),
    ...(credentials?.expiration === undefined ? {} : { until: isoSecond(credentials.expiration.getTime()) }),
    endpoint: connection.endpoint,
    region: connection.region,
    from,
  };
}

/** The same for a reader. */
export const identityRows = ({
  from,
  endpoint,
  region,
  userId,
  ...known
}: Known): Record<string, string | undefined> => ({
  ...known,
  'user id': userId,
  credentials: from.credentials,
  endpoint: `${endpoint} (${from.endpoint})`,
  region: `${region} (${from.region})`,
});
