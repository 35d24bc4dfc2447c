import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { iamOperations } from '../../src/iam/service.ts';
import type { OperationFacts, Shape } from '../../src/model/facts.ts';
import type { Operation } from '../../src/operation/operation.ts';
import { stsOperations } from '../../src/sts/service.ts';
import { openWithProvider } from '../federation/saml.ts';
import { openWithIssuer } from '../federation/web-identity.ts';
import { DOCUMENT, namesOf, putEntities } from '../iam/entities.ts';
import { minimalInput } from '../iam/inputs.ts';
import { readXml, type XmlElement } from '../wire/xml.ts';
import { ACCOUNT_A, type House, openHouse } from './harness.ts';
import type { Parameters } from './requests.ts';
import { openStsHouse } from './sts-house.ts';

/**
 * Every parameter is honoured or refused by name. What is required is honoured or nothing works; of each parameter that is not,
 * this file shows that its operation looks at it, and that a test, by name, says what it does.
 */
const operations: readonly Operation[] = [...stsOperations, ...iamOperations];
const optional = operations.flatMap(({ facts }) =>
  Object.keys(facts.input.members)
    .filter((member) => !facts.input.required.includes(member))
    .map((member) => ({ facts, member, name: `${facts.name} ${member}` })),
);

/** Characters between the name of an operation and that of its parameter, in a test of it. */
const NEAR = 700;
/** Lists of all operations or parameters show nothing. */
const NO_EVIDENCE = new Set(['test/house/parameters.test.ts', 'test/house/sts-comparison.ts', 'test/iam/inputs.ts']);
/** Tests that go over many operations by what they have in common. */
const FAMILIES: readonly { readonly operations: RegExp; readonly members: RegExp; readonly heldIn: string }[] = [
  { operations: /./, members: /^(?:Marker|MaxItems)$/, heldIn: 'test/house/parameters.test.ts' },
  {
    operations: /^(?:AssumeRole.*|AssumeRoot|GetFederationToken|GetSessionToken)$/,
    members: /^(?:MinimumSessionTokenSize|Policy|PolicyArns|DurationSeconds)$/,
    heldIn: 'test/house/session-parameters.test.ts',
  },
  {
    operations: /^AssumeRoleWithWebIdentity$/,
    members: /^ProviderId$/,
    heldIn: 'test/house/web-identity.test.ts',
  },
  {
    operations: /^Simulate(?:Custom|Principal)Policy$/,
    members: /./,
    heldIn: 'src/iam/simulation/simulation.test.ts',
  },
];

describe('no parameter is ignored', () => {
  const read = new Set<string>();
  for (const operation of operations) noteReads(operation);
  afterAll(() =>
    console.log(
      `${read.size} parameters are read, of them ${optional.filter(({ name }) => read.has(name)).length} of ${optional.length} that need not be given`,
    ),
  );

  test.each(optional)('$name is read', async ({ facts, member, name }) => {
    await call(facts, some(member, facts.input.members[member]!));
    expect([read.has(name), UNREAD.has(name)]).toEqual([!UNREAD.has(name), !read.has(name)]);
  });

  /** Calls an operation with what it needs to get as far as it can, and with that. */
  async function call(facts: OperationFacts, more: Parameters): Promise<void> {
    const { name } = facts;
    if (name === 'AssumeRoleWithWebIdentity') {
      const house = await openWithIssuer();
      await house.bring(house.token(), more);
    } else if (name === 'AssumeRoleWithSAML') {
      const house = await openWithProvider();
      await house.bring(house.issued(), more);
    } else if (facts.service.name === 'sts') {
      const { house, user, inputs } = await openStsHouse();
      if (name === 'GetWebIdentityToken') await house.must(house.rootA, 'EnableOutboundWebIdentityFederation');
      await house.call(user, name, { ...inputs[name], ...more });
    } else {
      const house = await openHouse();
      await putEntities(house.tools, ACCOUNT_A, 'mine');
      if (name === 'UpdateLoginProfile')
        await house.must(house.rootA, 'CreateLoginProfile', { UserName: 'mine', Password: PASSWORD });
      const given = name === 'CreateLoginProfile' ? { Password: PASSWORD } : {};
      await house.call(
        house.rootA,
        name,
        { ...minimalInput(facts, namesOf(ACCOUNT_A, 'mine')), ...given, ...more },
        'iam',
      );
    }
  }

  /** Lets each step of an operation see an input that notes what is asked of it. */
  function noteReads(operation: Operation): void {
    const { name } = operation.facts;
    for (const step of ['prove', 'check', 'factor', 'load', 'access', 'handle'] as const) {
      const work = operation[step] as ((given: { input: object }) => unknown) | undefined;
      if (work === undefined) continue;
      Object.assign(operation, {
        [step]: (given: { input: object }) => {
          const input = new Proxy(given.input, {
            get: (target, member) => {
              if (typeof member === 'string') read.add(`${name} ${member}`);
              return Reflect.get(target, member);
            },
          });
          return work({ ...given, input });
        },
      });
    }
  }
});

/** What no step reads, and why that is right. */
const UNREAD = new Map<string, string>([]);

const PASSWORD = 'Aa1!aaaaaaaaaaaa';
/** Values where the model has a pattern. */
const VALUES: Readonly<Record<string, string>> = {
  Path: '/x/',
  NewPath: '/x/',
  PathPrefix: '/x/',
  Password: PASSWORD,
};

/** Any value of a parameter, as it is sent. */
function some(member: string, shape: Shape): Parameters {
  switch (shape.type) {
    case 'integer':
      return { [member]: shape.min ?? 1 };
    case 'boolean':
      return { [member]: 'true' };
    case 'list':
      return some(`${member}.member.1`, shape.member);
    case 'structure':
      return Object.assign(
        {},
        ...Object.entries(shape.members).map(([name, inner]) => some(`${member}.${name}`, inner)),
      );
    default:
      return { [member]: VALUES[member] ?? text(shape) };
  }
}

const text = (shape: Shape): string =>
  shape.type !== 'string' ? 'x' : (shape.enum?.[0] ?? 'x'.repeat(Math.max(shape.min ?? 1, 1)));

const HOLDERS = [
  ['User', 'UserName'],
  ['Role', 'RoleName'],
  ['Group', 'GroupName'],
] as const;

const TAGGING = {
  TagUser: 'UserName',
  TagRole: 'RoleName',
  TagPolicy: 'PolicyArn',
  TagMFADevice: 'SerialNumber',
  TagInstanceProfile: 'InstanceProfileName',
  TagOpenIDConnectProvider: 'OpenIDConnectProviderArn',
  TagSAMLProvider: 'SAMLProviderArn',
  TagServerCertificate: 'ServerCertificateName',
} as const;

/** What makes a list longer than the least input does. */
const GIVEN: Readonly<Record<string, Parameters>> = {
  SimulateCustomPolicy: { 'ActionNames.member.2': 's3:PutObject' },
  SimulatePrincipalPolicy: { 'ActionNames.member.2': 's3:PutObject' },
};

/** Lists that are no longer than one here, and why. */
const FEW = new Map<string, string>([
  ['ListAccountAliases', 'an account has one at most'],
  ['GetServiceLastAccessedDetails', 'of services that somebody has used: src/iam/usage'],
  ['GetServiceLastAccessedDetailsWithEntities', 'of entities that have used a service: src/iam/usage'],
  ['ListPoliciesGrantingServiceAccess', 'one entry for each service asked about, and no MaxItems'],
]);

/**
 * Each list comes whole in pages of one, in the order of the whole list: `MaxItems` bounds a page, `Marker` goes on where it
 * ended, and one that is none is refused.
 */
describe('every list can be had in pages', () => {
  const paged = operations
    .filter(({ facts }) => Object.hasOwn(facts.input.members, 'Marker'))
    .map(({ facts }) => ({ facts, name: facts.name }));
  let several = 0;
  afterAll(() => console.log(`${paged.length} lists in pages, ${several} of them of more than one`));

  test.each(paged)('$name', async ({ facts, name }) => {
    const house = await openHouse();
    await furnish(house);
    const names = namesOf(ACCOUNT_A, 'one');
    const given = { ...minimalInput(facts, names), ...GIVEN[name] };
    const ask = (more: Parameters) => house.call(house.rootA, name, { ...given, ...more }, 'iam');
    const whole = itemsOf((await ask({})).body, name);
    const pages: string[] = [];
    let more: Parameters = {};
    for (let page = 0; page < 100; page++) {
      const answer = await ask({ MaxItems: 1, ...more });
      expect([name, answer.status, answer.message]).toEqual([name, 200, undefined]);
      const items = itemsOf(answer.body, name);
      expect(items.length).toBeLessThanOrEqual(1);
      pages.push(...items);
      if (answer.text('IsTruncated') !== 'true') break;
      more = { Marker: answer.text('Marker')! };
    }
    expect(pages).toEqual(whole);
    if (whole.length > 1) several++;
    expect([whole.length > 1, FEW.has(name)]).toEqual([!FEW.has(name), whole.length <= 1]);
    expect((await ask({ Marker: 'nonsense' })).code).toBe('ValidationError');
    const sizes = Object.hasOwn(facts.input.members, 'MaxItems') ? [0, 1001] : [];
    for (const MaxItems of sizes) expect((await ask({ MaxItems })).code).toBe('ValidationError');
  });

  /** Three of everything, and several of what hangs on the first of them. */
  async function furnish(house: House): Promise<void> {
    for (const word of ['one', 'two', 'three']) await putEntities(house.tools, ACCOUNT_A, word);
    const must = (action: string, parameters: Parameters) => house.must(house.rootA, action, parameters);
    const names = namesOf(ACCOUNT_A, 'one');
    const theirs = { createdAt: 1, account: ACCOUNT_A, userId: 'AIDAone', active: true };
    const tags = {
      'Tags.member.1.Key': 'a',
      'Tags.member.1.Value': 'b',
      'Tags.member.2.Key': 'c',
      'Tags.member.2.Value': 'd',
    };
    for (const [action, member] of Object.entries(TAGGING)) await must(action, { [member]: names[member], ...tags });
    for (const word of ['one', 'two', 'three']) {
      await must('AddUserToGroup', { GroupName: 'one', UserName: word });
      await must('AddUserToGroup', { GroupName: word, UserName: 'one' });
      await must('AddRoleToInstanceProfile', { InstanceProfileName: word, RoleName: 'one' });
      for (const [noun, member] of HOLDERS) {
        const PolicyArn = namesOf(ACCOUNT_A, word).PolicyArn;
        await must(`Put${noun}Policy`, { [member]: 'one', PolicyName: word, PolicyDocument: DOCUMENT });
        await must(`Attach${noun}Policy`, { [member]: 'one', PolicyArn });
      }
    }
    await must('CreatePolicyVersion', { PolicyArn: names.PolicyArn, PolicyDocument: DOCUMENT });
    await must('CreateAccessKey', { UserName: 'one' });
    await house.store.change(async (tx) => {
      await tx.put.signingCertificate({ ...theirs, id: 'CERT2', body: 'body', digest: 'e' });
      await tx.put.sshKey({ ...theirs, id: 'APKA2', body: 'body', fingerprint: 'g' });
      const [credential] = await tx.serviceCredentials.of(ACCOUNT_A, 'AIDAone');
      await tx.put.serviceCredential({ ...credential!, id: 'ACCA2', serviceUserName: 'another' });
      for (const word of ['one', 'two']) {
        const serial = namesOf(ACCOUNT_A, word).SerialNumber;
        await tx.put.mfa({ ...(await tx.mfa.bySerial(serial))!, userId: 'AIDAone', enabledAt: 1 });
      }
    });
  }

  /** The members of all lists of a result, as text. */
  function itemsOf(xml: string, name: string): string[] {
    const result = readXml(xml).children.find((child) => child.name === `${name}Result`)!;
    return result.children.flatMap((child) =>
      child.children.filter(({ name: inner }) => inner === 'member').map((item) => JSON.stringify(plain(item))),
    );
  }

  const plain = (element: XmlElement): unknown =>
    element.children.length === 0 ? element.text : element.children.map((child) => [child.name, plain(child)]);
});

/**
 * That a parameter is looked at does not say that it does what it should. For each there is a test that names it near its
 * operation, or one that covers a family of operations at once.
 */
describe('every parameter has a test that names it', () => {
  const texts = ['src', 'test']
    .flatMap((place) => readdirSync(place, { recursive: true, encoding: 'utf8' }).map((file) => join(place, file)))
    .filter((file) => file.endsWith('.test.ts') || /^test\/(?:clients|house|iam|federation)\/.*\.ts$/.test(file))
    .filter((file) => !NO_EVIDENCE.has(file))
    .map((file) => readFileSync(file, 'utf8'));
  const isNamed = (operation: string, member: string): boolean =>
    texts.some((source) =>
      [...source.matchAll(new RegExp(`\\b${operation}\\b`, 'g'))].some(({ index }) =>
        new RegExp(`\\b${member}\\b`).test(source.slice(Math.max(0, index - NEAR), index + NEAR)),
      ),
    );
  const isOfAFamily = (operation: string, member: string): boolean =>
    FAMILIES.some(
      ({ operations: of, members, heldIn }) =>
        members.test(member) && of.test(operation) && readFileSync(heldIn, 'utf8').includes(member),
    );

  test('or its family has', () => {
    const families = optional.filter(({ facts, member }) => isOfAFamily(facts.name, member));
    const named = optional.filter(({ facts, member }) => isNamed(facts.name, member));
    const without = optional.filter((one) => !families.includes(one) && !named.includes(one)).map(({ name }) => name);
    console.log(
      `${optional.length} parameters that need not be given, of ${operations.length} operations: ${named.length} named by a test of their operation, ${families.length} by one of a family, ${without.length} by none`,
    );
    expect(without).toEqual([]);
  });
});
