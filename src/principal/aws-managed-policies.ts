import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { brotliDecompress } from 'node:zlib';
import type { PolicyKind } from '../policy/types.ts';
import type { PolicyRecord, PolicyVersionRecord } from '../store/records.ts';

/**
 * The policies that AWS manages, the same for every account. Questions and answers are shaped as those about a store's
 * policies are, so that one code serves both. Nothing is read before the first question.
 */
export interface AwsManagedPolicies {
  byArn(arn: string): Promise<PolicyRecord | undefined>;
  /** All of them, ordered by lower-cased name. */
  list(): Promise<readonly PolicyRecord[]>;
  version(policyId: string, version: string): Promise<PolicyVersionRecord | undefined>;
  /** The newest alone: of older ones nothing is kept. */
  versions(policyId: string): Promise<readonly PolicyVersionRecord[]>;
}

/** The owner of these policies: stands in their ARNs where others have an account. */
export const AWS = 'aws';

/**
 * How these documents are read, wherever they stand. AWS does not hold its own to what it asks of customers: some name
 * `arn:aws:iam::*:root`, one is longer than any other may be. What STS asks is the least that is asked of anybody.
 */
export const AWS_READ_AS: PolicyKind = 'session';

export const isAwsManaged = (arn: string): boolean => arn.startsWith(PREFIX);

/** Policies of service-linked roles: nobody else can have them. */
export const isForServiceLinkedRoles = ({ account, path }: PolicyRecord): boolean =>
  account === AWS && path.startsWith('/aws-service-role/');

/** One line of the index: path with name, id, newest version, three dates in seconds, length of the document in bytes. */
export type CatalogueRow = readonly [
  resource: string,
  id: string,
  version: string,
  createdAt: number,
  updatedAt: number,
  versionCreatedAt: number,
  bytes: number,
];

const PREFIX = 'arn:aws:iam::aws:policy/';

/** The catalogue that the build made. Tests may name another file. */
export function awsManagedPolicies(file: () => URL | undefined = builtFile): AwsManagedPolicies {
  let opening: Promise<Catalogue> | undefined;
  const opened = (): Promise<Catalogue> => {
    opening ??= open(file()).catch((error: unknown) => {
      // What is missing now may be built before the next question.
      opening = undefined;
      throw error;
    });
    return opening;
  };
  const versions = async (id: string) => {
    const entry = (await opened()).byId.get(id);
    return entry === undefined ? [] : [entry.version()];
  };
  return {
    byArn: async (arn) =>
      isAwsManaged(arn) ? (await opened()).byResource.get(arn.slice(PREFIX.length))?.policy : undefined,
    list: async () => (await opened()).policies,
    versions,
    version: async (id, wanted) => (await versions(id)).find(({ version }) => version === wanted),
  };
}

/** Beside the bundled program, one folder above its modules, or where the build puts it for the source. */
function builtFile(): URL | undefined {
  return ['./', '../', '../../dist/']
    .map((folder) => new URL(`${folder}aws-managed-policies.br`, import.meta.url))
    .find((url) => existsSync(url));
}

interface Entry {
  readonly policy: PolicyRecord;
  readonly version: () => PolicyVersionRecord;
}

interface Catalogue {
  readonly policies: readonly PolicyRecord[];
  /** By path and name, without the slash that they begin with. */
  readonly byResource: ReadonlyMap<string, Entry>;
  readonly byId: ReadonlyMap<string, Entry>;
}

async function open(file: URL | undefined): Promise<Catalogue> {
  if (file === undefined) {
    throw new Error('the AWS managed policies are missing: `npm run build` makes dist/aws-managed-policies.br');
  }
  const bytes = await promisify(brotliDecompress)(await readFile(file), { maxOutputLength: BYTES_MAX });
  const indexEnd = bytes.indexOf('\n');
  const rows = JSON.parse(bytes.toString('utf8', 0, indexEnd)) as readonly CatalogueRow[];
  let at = indexEnd + 1;
  const entries = rows.map((row) => {
    const from = at;
    at += row[6];
    // The bytes stay as they are; a document becomes text when it is asked for.
    return entryOf(row, () => bytes.toString('utf8', from, from + row[6]));
  });
  if (at !== bytes.length) throw new Error('the AWS managed policies are not whole: build them again');
  return {
    policies: entries.map(({ policy }) => policy),
    byResource: new Map(entries.map((entry) => [`${entry.policy.path}${entry.policy.name}`.slice(1), entry])),
    byId: new Map(entries.map((entry) => [entry.policy.id, entry])),
  };
}

/** Several times what there is; it bounds what a wrong file can take. */
const BYTES_MAX = 32 * 1024 * 1024;

function entryOf(row: CatalogueRow, text: () => string): Entry {
  const [resource, id, version, createdAt, updatedAt, versionCreatedAt] = row;
  const nameAt = resource.lastIndexOf('/') + 1;
  const policy: PolicyRecord = {
    id,
    account: AWS,
    name: resource.slice(nameAt),
    path: resource.slice(0, nameAt),
    createdAt,
    updatedAt,
    tags: [],
    description: undefined,
    defaultVersion: version,
    nextVersion: Number(version.slice(1)) + 1,
  };
  return { policy, version: () => ({ policyId: id, version, text: text(), createdAt: versionCreatedAt }) };
}
