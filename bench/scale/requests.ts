import { signed } from '../requests.ts';
import type { Server } from '../servers.ts';
import { type Built, externalId, roleArn, roleName } from './build-store.ts';

/** One kind of request: the same rate of the same kind is put on either store. */
export type Kind = 'GetRole' | 'ListRoles' | 'AssumeRole';

const VERSIONS = { GetRole: '2010-05-08', ListRoles: '2010-05-08', AssumeRole: '2011-06-15' } as const;

export const PAGE = 100;

/** Signs requests of one kind, one for each of the given numbers of roles (of pages: of the given markers). */
export function signRequests(
  kind: Kind,
  { callers }: Built,
  server: Server,
  about: readonly (number | string | undefined)[],
): Buffer[] {
  const nowMs = Date.now();
  const service = kind === 'AssumeRole' ? 'sts' : 'iam';
  return about.map((each, n) => {
    const parameters = { Action: kind, Version: VERSIONS[kind], ...parametersOf(kind, each, n) };
    return signed({ credentials: callers[n % callers.length]!, parameters, host: server.host, nowMs, service }).raw;
  });
}

function parametersOf(kind: Kind, about: number | string | undefined, n: number): Record<string, string> {
  if (kind === 'ListRoles') {
    return { MaxItems: String(PAGE), ...(about !== undefined && { Marker: String(about) }) };
  }
  const role = Number(about);
  if (kind === 'GetRole') return { RoleName: roleName(role) };
  return { RoleArn: roleArn(role), ExternalId: externalId(role), RoleSessionName: `app-${n}`, DurationSeconds: '3600' };
}

/** Walks the whole list, and gives the marker of each page's beginning. */
export async function markersOf({ callers }: Built, server: Server): Promise<(string | undefined)[]> {
  const markers: (string | undefined)[] = [];
  for (let marker: string | undefined; ; ) {
    markers.push(marker);
    const parameters = { Action: 'ListRoles', Version: VERSIONS.ListRoles, ...parametersOf('ListRoles', marker, 0) };
    const { headers, body } = signed({
      ...{ credentials: callers[0]!, parameters, host: server.host },
      ...{ nowMs: Date.now(), service: 'iam' as const },
    });
    const sent = Object.fromEntries(headers.flatMap((name, i) => (i % 2 === 0 ? [[name, headers[i + 1]!]] : [])));
    delete sent.Host;
    const text = await (await fetch(server.url, { method: 'POST', headers: sent, body: new Uint8Array(body) })).text();
    marker = /<Marker>([^<]+)<\/Marker>/.exec(text)?.[1];
    if (marker === undefined) return markers;
  }
}
