/** Where a sign-in leads. */
export interface Landing {
  /** What the browser is sent to: a path of ours, or an address at a registered application, written anew. */
  readonly href: string;
  /** The application's origin; absent for our own page. */
  readonly origin: string | undefined;
}

const LENGTH_MAX = 2048;

/**
 * Where `Destination` leads; `undefined` where it may not lead. It is read as a browser would read it, its origin is looked
 * up in the list, and what is sent is written anew from what was read: no text is compared by its beginning, and none is
 * passed on (security.md G09). Clients of AWS name AWS's console, whose place our own page takes.
 */
export function landingAt(
  destination: string | undefined,
  { publicUrl, registered }: { readonly publicUrl: string; readonly registered: ReadonlySet<string> },
): Landing | undefined {
  const home: Landing = { href: pathUnder(publicUrl, CONSOLE_PATH), origin: undefined };
  if (destination === undefined || destination === '') return home;
  const own = new URL(publicUrl);
  const wanted = destination.length > LENGTH_MAX ? null : URL.parse(destination, own.href);
  // The protocol too: a `blob:` address has the origin of whoever is named in it.
  if (wanted === null || wanted.href.length > LENGTH_MAX || !/^https?:$/.test(wanted.protocol)) return undefined;
  if (wanted.username !== '' || wanted.password !== '') return undefined;
  if (wanted.origin === own.origin || isAwsConsole(wanted)) return home;
  return registered.has(wanted.origin) ? { href: wanted.href, origin: wanted.origin } : undefined;
}

/** Where our own page is. */
export const CONSOLE_PATH = '/console';

/** A path of ours as browsers see it: the public address may have a path of its own. */
export const pathUnder = (publicUrl: string, path: string): string =>
  new URL(publicUrl).pathname.replace(/\/$/, '') + path;

/** AWS's consoles by partition; those of a region or a service are below them. Nobody is sent there. */
const AWS_CONSOLES = [
  'console.aws.amazon.com',
  'console.amazonaws.cn',
  'console.amazonaws-us-gov.com',
  'console.amazonaws-eusc.eu',
];

const isAwsConsole = ({ protocol, port, hostname }: URL): boolean =>
  protocol === 'https:' &&
  port === '' &&
  AWS_CONSOLES.some((console) => hostname === console || hostname.endsWith(`.${console}`));
