import { makeCertificate } from '../../src/iam/certificates/testing.ts';
import type { OperationFacts, Shape } from '../../src/model/facts.ts';
import type { Parameters } from '../house/requests.ts';
import { DOCUMENT, ENTITY_MEMBERS, type EntityMember, type Names, TRUST } from './entities.ts';

/**
 * The least input with which an operation gets as far as asking for permission: every required member, tags, and those
 * that name an entity. Made from the wire facts, so an operation that is added is tested without another line. The name of
 * what is to be made is a new one, unless the test is `about` that member.
 */
export function minimalInput(facts: OperationFacts, names: Names, about?: EntityMember): Parameters {
  const parameters: Record<string, string> = {};
  for (const member of membersToSend(facts)) {
    write(parameters, member, facts.input.members[member]!, valueFor(facts, member, names, about));
  }
  return parameters;
}

/** The members of an operation that name an entity. */
export const entityMembersOf = ({ input }: OperationFacts): readonly EntityMember[] =>
  ENTITY_MEMBERS.filter((member) => Object.hasOwn(input.members, member));

const membersToSend = ({ name, input }: OperationFacts): readonly string[] =>
  Object.keys(input.members).filter(
    (member) =>
      member === 'Tags' ||
      input.required.includes(member) ||
      NEEDED[name] === member ||
      (ENTITY_MEMBERS as readonly string[]).includes(member),
  );

/** Members that the model does not require, and that these tests cannot do without. */
const NEEDED: Readonly<Record<string, string>> = {
  CreateLoginProfile: 'Password',
  CreateServiceSpecificCredential: 'CredentialAgeDays',
};

const certificate = makeCertificate();

/** Values of members that no constraint of the model describes well enough. */
const VALUES: Readonly<Record<string, string>> = {
  AssumeRolePolicyDocument: TRUST,
  PolicyInputList: DOCUMENT,
  ActionNames: 's3:GetObject',
  ServiceNamespace: 's3',
  ServiceNamespaces: 's3',
  ServiceName: 'codecommit.amazonaws.com',
  AWSServiceName: 'elasticbeanstalk.amazonaws.com',
  AuthenticationCode1: '000000',
  AuthenticationCode2: '000001',
  AccountAlias: 'some-alias',
  Url: 'https://new.example.com',
  ThumbprintList: 'a'.repeat(40),
  CertificateBody: certificate.pem,
  PrivateKey: certificate.keyPem,
  VersionId: 'v1',
  Status: 'Inactive',
  SAMLMetadataDocument: `<x>${' '.repeat(1000)}</x>`,
};

/** What is to be made must not be there yet. */
const MADE: Readonly<Record<string, string>> = {
  CreateUser: 'UserName',
  CreateGroup: 'GroupName',
  CreateRole: 'RoleName',
  CreateInstanceProfile: 'InstanceProfileName',
  UploadServerCertificate: 'ServerCertificateName',
};

function valueFor({ name, input }: OperationFacts, member: string, names: Names, about?: EntityMember): string {
  if (MADE[name] === member && member !== about) return 'brandnew';
  if (Object.hasOwn(names, member)) return names[member as EntityMember];
  if (member === 'PolicyDocument') return name === 'UpdateAssumeRolePolicy' ? TRUST : DOCUMENT;
  return VALUES[member] ?? example(input.members[member]!);
}

/** Any text that keeps to the length and enum of a shape; letters and digits keep to the patterns in use. */
function example(shape: Shape): string {
  if (shape.type === 'integer') return String(shape.min ?? 1);
  if (shape.type !== 'string') return 'x';
  return shape.enum?.[0] ?? 'x'.repeat(Math.max(shape.min ?? 1, 1));
}

/** Writes a value as the query protocol does. Tags are the one list of structures that an operation cannot do without. */
function write(parameters: Record<string, string>, member: string, shape: Shape, value: string): void {
  if (shape.type !== 'list') parameters[member] = value;
  else if (shape.member.type === 'structure') {
    parameters[`${member}.member.1.Key`] = 'team';
    parameters[`${member}.member.1.Value`] = 'blue';
  } else parameters[`${member}.member.1`] = value;
}
