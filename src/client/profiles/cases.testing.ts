/** Cases of configuration, which are held to botocore too (test/client/botocore.test.ts). */
export const KEYS = 'aws_access_key_id = AKIAFILE\naws_secret_access_key = sf\n';
const ENV = { AWS_ACCESS_KEY_ID: 'AKIAENV', AWS_SECRET_ACCESS_KEY: 'se' };
export const ROLE = 'role_arn = arn:aws:iam::111122223333:role/r\n';

/** What is configured, and what is said. */
export interface Case {
  readonly config?: string;
  readonly credentials?: string;
  readonly env?: Record<string, string>;
  readonly profile?: string;
  readonly region?: string;
  readonly endpointUrl?: string;
  readonly service?: 'iam';
}
/** Whose credentials it comes to: the key id, and the roles after it. */
export const callers: readonly [name: string, asked: Case, caller: string][] = [
  ['nobody', {}, 'nobody'],
  ['the environment', { env: ENV }, 'AKIAENV'],
  ['the default profile', { config: `[default]\n${KEYS}` }, 'AKIAFILE'],
  ['the environment before the default profile', { config: `[default]\n${KEYS}`, env: ENV }, 'AKIAENV'],
  [
    'the environment before AWS_PROFILE',
    { config: `[profile a]\n${KEYS}`, env: { ...ENV, AWS_PROFILE: 'a' } },
    'AKIAENV',
  ],
  [
    'a profile by a flag before the environment',
    { config: `[profile a]\n${KEYS}`, env: ENV, profile: 'a' },
    'AKIAFILE',
  ],
  [
    'the flag before AWS_PROFILE',
    { config: `[profile a]\n${KEYS}`, env: { AWS_PROFILE: 'b' }, profile: 'a' },
    'AKIAFILE',
  ],
  [
    'AWS_PROFILE before AWS_DEFAULT_PROFILE',
    { config: `[profile a]\n${KEYS}`, env: { AWS_PROFILE: 'a', AWS_DEFAULT_PROFILE: 'b' } },
    'AKIAFILE',
  ],
  ['AWS_DEFAULT_PROFILE', { config: `[profile a]\n${KEYS}`, env: { AWS_DEFAULT_PROFILE: 'a' } }, 'AKIAFILE'],
  ['a name in quotes', { config: `[profile "a b"]\n${KEYS}`, profile: 'a b' }, 'AKIAFILE'],
  [
    'the credentials file before the configuration',
    { config: `[default]\n${KEYS.replace('FILE', 'CONF')}`, credentials: `[default]\n${KEYS}` },
    'AKIAFILE',
  ],
  [
    'a role by its source',
    { config: `[profile a]\n${ROLE}source_profile = b\n`, credentials: `[b]\n${KEYS}`, profile: 'a' },
    'AKIAFILE > r',
  ],
  [
    'a chain of roles',
    {
      config: `[profile a]\n${ROLE}source_profile=b\n[profile b]\n${ROLE.replace('/r', '/q')}source_profile=c\n[profile c]\n${KEYS}`,
      profile: 'a',
    },
    'AKIAFILE > q > r',
  ],
  [
    'a profile that is its own source',
    { config: `[profile a]\n${ROLE}source_profile = a\n${KEYS}`, profile: 'a' },
    'AKIAFILE > r',
  ],
  [
    'a source with keys and a role is its keys',
    { config: `[profile a]\n${ROLE}source_profile=b\n[profile b]\n${ROLE}source_profile=c\n${KEYS}`, profile: 'a' },
    'AKIAFILE > r',
  ],
  [
    'a role before the keys beside it',
    {
      config: `[profile a]\n${ROLE}source_profile=b\n${KEYS}\n[profile b]\n${KEYS.replace('FILE', 'B')}`,
      profile: 'a',
    },
    'AKIAB > r',
  ],
  [
    'the environment as a source',
    { config: `[profile a]\n${ROLE}credential_source = Environment`, env: ENV, profile: 'a' },
    'AKIAENV > r',
  ],
  [
    'a container as a source',
    {
      config: `[profile a]\n${ROLE}credential_source = EcsContainer`,
      env: { AWS_CONTAINER_CREDENTIALS_FULL_URI: 'http://127.0.0.1/' },
      profile: 'a',
    },
    'a provider > r',
  ],
  ['a container', { env: { AWS_CONTAINER_CREDENTIALS_RELATIVE_URI: '/c' } }, 'a provider'],
  [
    'keys before the container',
    { config: `[default]\n${KEYS}`, env: { AWS_CONTAINER_CREDENTIALS_RELATIVE_URI: '/c' } },
    'AKIAFILE',
  ],
  ['web identity of a profile', { config: `[default]\n${ROLE}web_identity_token_file = /t\n` }, 'a provider'],
  [
    'web identity of the environment',
    { env: { AWS_WEB_IDENTITY_TOKEN_FILE: '/t', AWS_ROLE_ARN: 'arn' } },
    'a provider',
  ],
  [
    'web identity of the environment before keys',
    { config: `[default]\n${KEYS}`, env: { AWS_WEB_IDENTITY_TOKEN_FILE: '/t', AWS_ROLE_ARN: 'arn' } },
    'a provider',
  ],
  [
    'a flag before web identity of the environment',
    {
      config: `[default]\n${KEYS}`,
      env: { AWS_WEB_IDENTITY_TOKEN_FILE: '/t', AWS_ROLE_ARN: 'arn' },
      profile: 'default',
    },
    'AKIAFILE',
  ],
  ['a process', { config: '[default]\ncredential_process = p\n' }, 'a provider'],
  [
    'a process before keys of the configuration',
    { config: `[default]\ncredential_process = p\n${KEYS}` },
    'a provider',
  ],
  [
    'keys of the credentials file before a process',
    { config: '[default]\ncredential_process = p\n', credentials: `[default]\n${KEYS}` },
    'AKIAFILE',
  ],
  [
    'a role of a process',
    { config: `[profile a]\n${ROLE}source_profile=b\n[profile b]\ncredential_process=p`, profile: 'a' },
    'a provider > r',
  ],
  [
    'a role of web identity',
    { config: `[profile a]\n${ROLE}source_profile=b\n[profile b]\n${ROLE}web_identity_token_file=/t`, profile: 'a' },
    'a provider > r',
  ],
  [
    'files that are elsewhere',
    { env: { AWS_CONFIG_FILE: '/nowhere/c', AWS_SHARED_CREDENTIALS_FILE: '/nowhere/d' } },
    'nobody',
  ],
];
/** What cannot be followed, and the sentence that says so. */
export const refusals: readonly [name: string, asked: Case, told: RegExp][] = [
  [
    'a profile that is nowhere',
    { config: '[profile a]\n', profile: 'b' },
    /^no profile `b` in `.*config` or `.*credentials`: there is `a`$/,
  ],
  ['a profile without its word', { config: '[b]\n', profile: 'b' }, /^no profile `b` in .*: there is none$/],
  [
    'half of the keys in the environment',
    { env: { AWS_ACCESS_KEY_ID: 'a' } },
    /AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY/,
  ],
  [
    'half of the keys in a profile',
    { config: '[default]\naws_access_key_id = a' },
    /config:2: profile `default` has one of/,
  ],
  [
    'a role without a source',
    { config: `[default]\n${ROLE}` },
    /config:2: .*neither source_profile nor credential_source/,
  ],
  [
    'a role with two',
    { config: `[default]\n${ROLE}source_profile=a\ncredential_source=Environment` },
    /config:4: .*both/,
  ],
  [
    'a source that is nowhere',
    { config: `[default]\n${ROLE}source_profile=a` },
    /config:3: .*`a`, which does not exist/,
  ],
  [
    'a source without credentials',
    { config: `[default]\n${ROLE}source_profile=a\n[profile a]` },
    /config:3: .*`a` of profile `default` has no cred/,
  ],
  [
    'a source without credentials, which are in the environment',
    { config: `[profile b]\n${ROLE}source_profile=a\n[profile a]`, env: ENV, profile: 'b' },
    /has no credentials/,
  ],
  [
    'a circle',
    { config: `[default]\n${ROLE}source_profile=a\n[profile a]\n${ROLE}source_profile=default` },
    /config:6: .*circle: default > a > default$/,
  ],
  ['itself without keys', { config: `[default]\n${ROLE}source_profile=default` }, /circle: default > default$/],
  [
    'a circle further on',
    {
      config: `[default]\n${ROLE}source_profile=a\n[profile a]\n${ROLE}source_profile=b\n[profile b]\n${ROLE}source_profile=a`,
    },
    /circle: default > a > b > a$/,
  ],
  [
    'a machine as a source',
    { config: `[default]\n${ROLE}credential_source=Ec2InstanceMetadata` },
    /`Ec2InstanceMetadata` is not supported/,
  ],
  [
    'a source nobody knows',
    { config: `[default]\n${ROLE}credential_source=environment` },
    /no such credential_source: `environment`/,
  ],
  [
    'an empty environment as a source',
    { config: `[default]\n${ROLE}credential_source=Environment` },
    /gives no credentials here/,
  ],
  ['a token file without a role', { config: '[default]\nweb_identity_token_file=/t' }, /no role_arn/],
  ['AWS_WEB_IDENTITY_TOKEN_FILE without a role', { env: { AWS_WEB_IDENTITY_TOKEN_FILE: '/t' } }, /AWS_ROLE_ARN is not/],
  ['AWS sign-in', { config: '[default]\nsso_session = s' }, /config:2: .*`sso_session`/],
  ['an end that is no time', { env: { ...ENV, AWS_CREDENTIAL_EXPIRATION: 'soon' } }, /AWS_CREDENTIAL_EXPIRATION/],
  ['a process with an open quote', { config: '[default]\ncredential_process = p "q' }, /config:2: .*quote/],
  [
    'a container on another machine',
    { env: { AWS_CONTAINER_CREDENTIALS_FULL_URI: 'http://example.com/' } },
    /another machine/,
  ],
  [
    'a container that is no URL',
    { env: { AWS_CONTAINER_CREDENTIALS_FULL_URI: 'file:///etc/passwd' } },
    /no http or https/,
  ],
  [
    'a profile that stands twice',
    { config: `[default]\n[profile default]` },
    /config:2: profile `default` stands in line 1 already/,
  ],
  ['a folder for a file', { env: { AWS_CONFIG_FILE: '/tmp' } }, /^cannot read `\/tmp`: EISDIR$/],
  ['authorities that are nowhere', { env: { AWS_CA_BUNDLE: '/nowhere/ca' } }, /`\/nowhere\/ca`: ENOENT/],
];
