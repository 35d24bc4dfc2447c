import { databaseUrl, integer, list, oneOf, origins, text, url } from './settings/kinds.ts';
import { quotaSettings } from './settings/quota-settings.ts';

/**
 * The settings of the server. Each is said once, here: its flag, its environment variable and its key in
 * `rolecall.yaml` are one name in three spellings (`--public-url`, `ROLECALL_PUBLIC_URL`, `public-url`).
 * A flag wins over the environment, the environment over the file. Only quotas are a mapping of their own in the file,
 * `quotas`, and are put together name by name.
 */
export const settings = {
  data: text('DIR', 'folder that holds the store and its key'),
  'key-file': text('FILE', 'root key, where it is not DIR/root.key'),
  database: databaseUrl(
    'URL',
    'PostgreSQL instead of the store in DIR: postgres://user@host:port/name; needs --key-file',
  ),
  'database-file': text('FILE', 'file with that URL, where it holds a password; only its owner may read it'),
  host: text('HOST', 'address to listen on', '127.0.0.1'),
  port: integer('PORT', 'port to listen on; 0 picks one', 0, 65_535, 8787),
  region: list('REGION', 'accept only requests signed for this region; repeatable'),
  'tls-cert': text('FILE', 'certificate chain, PEM'),
  'tls-key': text('FILE', 'private key of the certificate, PEM'),
  'behind-proxy': list('CIDR', 'believe the forwarding headers of proxies in this block; repeatable'),
  'public-url': url('URL', 'address by which clients know the server: the endpoint that `up` prints'),
  'body-limit': integer('BYTES', 'largest request body', 1024, 10_000_000, 1_048_576),
  quota: {
    argument: 'NAME=VALUE',
    help: 'one of the quotas of docs/quotas.md, as `roles-per-account=5000`; repeatable',
    repeatable: true,
    fallback: undefined,
    read: quotaSettings,
  },
  'session-policy-size': integer('CHARS', 'the same as `--quota session-policy-size=CHARS`', 1, 131_072),
  'oidc-allow-private': list(
    'CIDR|HOST',
    'ask OIDC issuers in this block, or of this name, though it is not public; repeatable',
  ),
  'oidc-ca': text('FILE', 'certificates to trust when OIDC issuers are asked, PEM, beside the usual ones'),
  'oidc-clock-skew': integer('SECONDS', 'how far clocks of OIDC issuers may be off', 0, 300, 60),
  'signin-destination': origins(
    'URL',
    'application that a console sign-in link may lead to, by its origin; repeatable',
  ),
  'console-sessions': oneOf(
    ['as-asked', 'as-credentials'],
    'whether SessionDuration may reach beyond the life of the credentials',
    'as-asked',
  ),
  throttle: integer(
    'N',
    'calls a second that an account may make to STS, and as many to IAM; without it as many as it likes',
    1,
    1_000_000,
  ),
  'metrics-port': integer(
    'PORT',
    'port of a listener of its own for GET /metrics, for Prometheus; 0 picks one',
    0,
    65_535,
  ),
  'metrics-host': text('HOST', 'address of that listener: plain HTTP, and whoever reaches it may read', '127.0.0.1'),
  seed: text('FILE', 'seed to apply before serving: what it names is made so'),
  audit: oneOf(['on', 'off'], 'keep an audit trail in DIR/audit', 'on'),
  'encode-denials': oneOf(['on', 'off'], 'end denials with their reasons, for sts:DecodeAuthorizationMessage', 'off'),
  'log-level': oneOf(['debug', 'info', 'warn', 'error', 'silent'], 'what goes to the log', 'info'),
} as const;

export type SettingName = keyof typeof settings;
export type Settings = { readonly [Name in SettingName]: ReturnType<(typeof settings)[Name]['read']> | Default<Name> };
type Default<Name extends SettingName> = (typeof settings)[Name]['fallback'];
