/**
 * Attacks on services of this kind, each from a real case, and where ours is held against them. The ids are those of
 * reference/security.md 2.A to 2.J. `docs/attacks.md` is made from this list; `npm run check:documents` fails when a row
 * names a test that is not there, and when there is a test `attack/<id>` that no row names.
 */
export interface Attack {
  readonly id: string;
  /** What an attacker tries, or what went wrong elsewhere, in one line. */
  readonly title: string;
  /** One of those that a first release may not be without. */
  readonly must: boolean;
  /** The test files that hold `attack/<id>`. */
  readonly heldIn: readonly string[];
  /** The operation or subject that the row, or the rest of it, waits for. */
  readonly waitsFor: string | undefined;
}

export interface Chapter {
  readonly title: string;
  readonly attacks: readonly Attack[];
}

const MUST = new Set(
  (
    'A01 A03 A04 A05 A06 A07 A08 A09 A11 A12 A15 A16 B01 B02 B03 B04 B06 B08 B11 B13 C01 C03 C04 C08 ' +
    'D01 D02 D04 D07 D12 D15 E01 E02 E03 E07 E11 F01 F02 F08 G01 G04 G08 G09 H01 H02 H03 H04 H11 I02 I05 J01 J06'
  ).split(' '),
);

/** Id, title, test files without their ending (several with spaces between them), and what is waited for. */
type Row = readonly [id: string, title: string, heldIn: string, waitsFor?: string];

const chapter = (title: string, rows: readonly Row[]): Chapter => ({
  title,
  attacks: rows.map(([id, text, heldIn, waitsFor]) => ({
    id,
    title: text,
    must: MUST.has(id),
    heldIn: heldIn === '' ? [] : heldIn.split(' ').map((stem) => `${stem}.test.ts`),
    waitsFor,
  })),
});

const SIGV4 = 'test/attacks/sigv4';
const HOUSE = 'test/attacks/house';
const HTTP = 'test/attacks/http';
const TOKEN = 'test/attacks/token';
const MFA = 'test/attacks/mfa';
/** Alone, and through either call that takes a code. */
const MFA_ALL = `${MFA} test/attacks/mfa-both-calls`;
const POLICY = 'test/attacks/policy';
const SESSIONS = 'test/attacks/sessions';
const NODE = 'test/attacks/node';
const SECRETS = 'test/attacks/secrets';
const OWNER = 'test/attacks/account-owner';
const CONTROL = 'test/attacks/control-plane';
const SEED = 'test/attacks/seed';
const SIGN_IN = 'test/attacks/console';
const ROUTES = 'test/attacks/routes';
const OWN_ACTION = 'test/iam/own-action';

const OIDC = 'test/attacks/oidc';
const REVOCATION = 'test/attacks/revocation';
const SAML = 'test/attacks/saml';
const METADATA = 'test/attacks/saml-metadata';
const CONSOLE = 'web console';
const PASSWORDS = 'sign-in by password';
const TRAIL = 'test/attacks/audit';
const CLUSTER = 'more than one node';
const RELEASE = 'release';
const STS_FAMILY = 'GetSessionToken, GetFederationToken';

export const catalogue: readonly Chapter[] = [
  chapter('A. Requests and their signatures', [
    ['A01', 'a header of the `x-amz-*` family is added after signing, and acted on', SIGV4],
    ['A02', 'the cure for A01 is so strict that unmodified clients are refused', SIGV4],
    ['A03', 'a header arrives twice, and two parts of the server read one each', HTTP],
    ['A04', 'a kind of payload that claims to need no signature', SIGV4],
    ['A05', 'credentials in the query and in a header, and the check looks at the other one', SIGV4],
    ['A06', 'a known access key id with any signature at all', HOUSE],
    [
      'A07',
      'a parameter twice, or in two spellings, and validation and execution choose differently',
      `${HOUSE} ${SIGV4}`,
    ],
    ['A08', 'a captured request is sent again, later', SIGV4],
    ['A09', 'two paths or queries that come down to one canonical form', SIGV4],
    ['A10', 'a session token that is added, swapped or stripped after signing', SESSIONS],
    ['A11', 'a signature is carried over to another action, path, service or region', `${HOUSE} ${SIGV4}`],
    ['A12', 'the time of a refusal tells how much of a signature was right', SIGV4],
    ['A13', 'a credential that is built into the program, also between nodes', SECRETS, CLUSTER],
    ['A14', 'request lines that router and signature read differently', HTTP],
    ['A15', 'an answer is made to look like that of GetCallerIdentity, for somebody who relays it', HOUSE],
    ['A16', 'the same names in another account pass for the ones that are trusted', HOUSE],
  ]),
  chapter('B. Sessions and their tokens', [
    ['B01', 'the secret of a session can be computed from its token', TOKEN],
    ['B02', 'a sealed thing of one kind is accepted as one of another kind', `${TOKEN} src/token/runs`],
    ['B03', 'a token is changed bit by bit, or two of them are spliced', `${TOKEN} test/token/mutations`],
    ['B04', 'a shortened authentication tag', TOKEN],
    ['B05', 'a second spelling of a token, past what is known of the first', TOKEN],
    ['B06', 'a session that was narrowed issues itself something wider', HOUSE, STS_FAMILY],
    ['B07', 'keys and policies of another user, or of another account', SESSIONS],
    [
      'B08',
      'a session policy that counts for one way of issuing and not for another',
      `${HOUSE} ${OIDC} ${SAML}`,
      STS_FAMILY,
    ],
    ['B09', 'longer sessions by chaining, or by calls that a session may not make', SESSIONS, STS_FAMILY],
    ['B10', 'something that renews a session beyond its end', SESSIONS],
    ['B11', 'what was deleted, disabled or made again under the old name goes on working', `${HOUSE} ${REVOCATION}`],
    ['B12', 'credentials are issued to a caller who is no longer valid', `${SESSIONS} ${OIDC}`],
    ['B13', 'numbers in spellings that a lenient parser takes', HOUSE],
    ['B14', 'a check that is the wrong way round', SESSIONS],
  ]),
  chapter('C. Control plane and privilege', [
    ['C01', 'an operation that asks for the permission of another one', OWN_ACTION],
    ['C02', 'imported records that nobody authorised', SEED],
    ['C03', 'a route that authenticates and does not authorise', `${OWN_ACTION} ${ROUTES}`],
    ['C04', 'secrets on a diagnostic or unauthenticated route', ROUTES],
    ['C05', 'list, batch, simulate and export forget what the single call checks', `${CONTROL} ${SEED}`],
    ['C06', 'a delegated administrator raises himself within a few calls', CONTROL],
    ['C07', 'set-up and key ceremonies that stay open', 'test/attacks/ceremonies'],
    ['C08', 'an identifier of another account is good enough', 'test/iam/isolation'],
    ['C09', 'credentials of the account owner within reach of a delegated administrator', `${OWNER} ${SIGN_IN}`],
    ['C10', 'the product acts with rights of its own for somebody who has none', SIGN_IN, CONSOLE],
  ]),
  chapter('D. OpenID Connect and JSON Web Tokens', [
    ['D01', 'tokens without an algorithm, or without a signature', OIDC],
    ['D02', 'the token chooses the algorithm, and a public key becomes a shared secret', OIDC],
    ['D03', 'holes in the verification library', `${OIDC} test/federation/wycheproof`],
    ['D04', 'an audience that is missing, optional or shared', OIDC],
    ['D05', 'issuers that are compared loosely', OIDC],
    ['D06', 'claims of the wrong JSON type', OIDC],
    ['D07', 'key discovery is led to another address', `${OIDC} test/federation/fetch-document`],
    ['D08', 'the token brings its own key', OIDC],
    ['D09', 'critical, compressed, nested or endless tokens', OIDC],
    ['D10', 'key ids that search where they should not', OIDC],
    ['D11', "a cache that answers with somebody else's claims", OIDC],
    ['D12', 'a provider that was disabled is still believed', `${OIDC} ${REVOCATION}`],
    ['D13', 'times of a token that are missing, odd, or replayed', OIDC],
    ['D14', 'a trust policy on a shared issuer that names no tenant', OIDC],
    ['D15', 'the same, in policies that were saved before anybody looked', OIDC],
    ['D16', 'duplicate or endlessly nested JSON in a token', OIDC],
  ]),
  chapter('E. SAML and XML', [
    ['E01', 'the signed part and the part that is read are two (signature wrapping)', SAML],
    ['E02', 'two signatures, or a comment inside one', SAML],
    ['E03', 'claims from outside of what was signed', SAML],
    ['E04', 'two elements with one id', SAML],
    ['E05', 'canonical forms that fail to nothing, and transforms nobody asked for', SAML],
    ['E06', 'a comment that cuts a name in two', SAML],
    ['E07', 'document types and entities', `${METADATA} ${SAML}`],
    ['E08', 'XML that is not quite XML', `${METADATA} ${SAML}`],
    ['E09', 'metadata that turns verification off', METADATA],
    ['E10', 'an assertion for somebody else, or for another time', SAML],
    ['E11', 'an assertion is used twice', SAML],
    ['E12', 'weak methods and keys that the message brings along', SAML],
    ['E13', 'a small message that inflates to a large one', SAML],
    ['E14', 'encrypted assertions without a signature of their own', SAML],
    ['E15', 'input that becomes markup in our answers', SAML],
    ['E16', "an identity provider's key is stolen", SAML],
  ]),
  chapter('F. Trust policies and the confused deputy', [
    ['F01', 'a third party is sent to a role of another of its customers', 'test/attacks/trust'],
    ['F02', 'a role trusts itself without saying so', 'test/attacks/trust'],
    ['F03', 'one side of two suffices across accounts', 'test/attacks/trust'],
    ['F04', 'principals that are wider than their author thought', 'test/attacks/trust'],
    ['F05', 'a new user under the name of a deleted one inherits its trust', 'test/attacks/trust'],
    ['F06', 'a condition on a key that is not there counts as met', 'test/attacks/trust'],
    ['F07', 'tags and source identities that overwrite each other', 'test/attacks/trust'],
    ['F08', 'a client writes its own source address', 'src/http/forwarded'],
    ['F09', 'time, transport and age of MFA come from the wrong source', 'test/attacks/trust'],
  ]),
  chapter('G. MFA, sign-in, console', [
    ['G01', 'a code is used twice, in another spelling', MFA_ALL],
    ['G02', 'guessing without end', MFA_ALL],
    ['G03', 'a failure is forgotten together with the call that brought it', MFA_ALL],
    ['G04', 'one code, sent to two nodes at once', MFA_ALL],
    ['G05', 'another spelling of the device or user has a counter of its own', MFA],
    ['G06', 'a first success wipes the failures of the second factor', MFA_ALL],
    [
      'G07',
      'unknown users are told by the time or the text of the answer',
      `src/password/passwords ${SIGN_IN}`,
      PASSWORDS,
    ],
    ['G08', 'a session that was planted before sign-in', SIGN_IN],
    ['G09', "a sign-in that ends on somebody else's site", SIGN_IN],
    ['G10', 'keys become a console session that knows of no MFA', SIGN_IN],
    ['G11', "somebody is signed in to the attacker's account", SIGN_IN],
    ['G12', 'script in the console reads credentials', SIGN_IN],
    ['G13', 'passwords that a lesser administrator can reset', `${OWNER} ${SIGN_IN}`, PASSWORDS],
  ]),
  chapter('H. Policy documents', [
    ['H01', 'an element twice, and the reader keeps the other one', POLICY],
    ['H02', "names that mean something to JavaScript's objects", HOUSE],
    ['H03', 'letters outside ASCII that fold to letters inside', POLICY],
    ['H04', 'wildcards that take for ever', POLICY],
    ['H05', 'names that only begin like the right one', POLICY],
    ['H06', 'a variable whose value is a wildcard', POLICY],
    ['H07', 'dates and numbers that are none', POLICY],
    ['H08', 'documents without end, and keys that collide', `${POLICY} test/attacks/bad-input`],
    ['H09', 'a misspelt element is ignored, and with it the restriction', POLICY],
    ['H10', 'empty lists that allow', POLICY],
    ['H11', 'an exception while evaluating lets the request pass', POLICY],
  ]),
  chapter('I. HTTP, Node, denial of service', [
    ['I01', 'one request is smuggled in another', HTTP],
    ['I02', 'clients that send a byte now and then', HTTP, 'load test'],
    ['I03', 'bodies and heads without end', HTTP],
    ['I04', 'handshakes that throw, and TLS that is too old', NODE],
    ['I05', 'one bad request ends the process', NODE],
    ['I06', 'headers that arrive after the body', NODE],
    ['I07', 'header bytes outside ASCII', NODE],
    [
      'I08',
      'work that is expensive before anybody is authenticated',
      `src/password/passwords src/iam/passwords/passwords ${OWNER} ${OIDC} ${SAML}`,
      CONSOLE,
    ],
    ['I09', 'answers that tell of paths, SQL and versions', NODE],
    ['I10', 'static files from outside their folder', SIGN_IN],
  ]),
  chapter('J. Logs, audit, secrets, caches, supply', [
    ['J01', 'secrets in logs, errors and files', `${SECRETS} ${TRAIL}`],
    ['J02', 'a password that was typed as a user name, in the log', SIGN_IN, PASSWORDS],
    ['J03', 'a log line that the client wrote', `${SECRETS} ${TRAIL}`],
    ['J04', 'a second entrance that nobody records', TRAIL],
    ['J05', 'the audit trail cannot be written, and nobody notices', TRAIL],
    ['J06', 'a cache that mixes keys, or keeps what is gone', 'test/attacks/caches'],
    ['J07', 'refusals that tell which roles exist', SESSIONS],
    ['J08', 'credentials that everybody knows', SECRETS],
    ['J09', 'a sealed row is copied over another one', 'src/token/box'],
    ['J10', 'a package that brings more than its code', '', RELEASE],
    ['J11', 'advisories that nobody has read', '', RELEASE],
    [
      'J12',
      'key files that others can read or replace, a backup that holds the key',
      'src/token/root-key test/cli/backup',
    ],
  ]),
];
