import { commandName } from '../../manual/names.ts';
import type { OperationFacts, Shape } from '../../model/facts.ts';
import { PAGED } from './generated/cli-facts.ts';
import type { OptionRow } from './read-words.ts';

/** The options of an operation: what the service model names, then what the CLI adds. */
export interface OperationOptions {
  readonly rows: readonly OptionRow[];
  /** The member of the input that an option sets, by what the option is called inside. */
  readonly members: ReadonlyMap<string, { readonly name: string; readonly shape: Shape }>;
}

/** Where `--max-items` limits what is printed and not what is asked for. */
export const MAX_ITEMS = 'paging max-items';

export function optionsOf(facts: OperationFacts): OperationOptions {
  const { members, required } = facts.input;
  const named = Object.entries(members).map(([name, shape]) => ({ name, shape, key: commandName(name) }));
  const isPaged = PAGED.has(facts.name);
  const own = named.flatMap(({ name, shape, key }) =>
    rowsOf(key, shape, required.includes(name)).map(
      (row): OptionRow => (isPaged && (name === 'Marker' || name === 'MaxItems') ? { ...row, isHidden: true } : row),
    ),
  );
  const rows = [
    ...own.filter((row) => !(isPaged && row.name === '--max-items')),
    ...(facts.name === 'CreateVirtualMFADevice' ? SEED_ROWS : INPUT_ROWS),
    ...(isPaged ? PAGING_ROWS : []),
  ];
  return { rows, members: new Map(named.map(({ name, shape, key }) => [key, { name, shape }])) };
}

function rowsOf(key: string, shape: Shape, isRequired: boolean): OptionRow[] {
  const name = `--${key}`;
  if (shape.type === 'boolean') {
    return [
      { name, key, takes: 'nothing', value: true },
      { name: `--no-${key}`, key, takes: 'nothing', value: false },
    ];
  }
  return [{ name, key, takes: shape.type === 'list' ? 'many' : 'one', isRequired }];
}

const INPUT_ROWS: readonly OptionRow[] = [
  { name: '--cli-input-json', key: 'cli-input-json', takes: 'one' },
  { name: '--cli-input-yaml', key: 'cli-input-yaml', takes: 'one' },
  {
    name: '--generate-cli-skeleton',
    key: 'generate-cli-skeleton',
    takes: 'maybe',
    value: 'input',
    choices: ['input', 'output', 'yaml-input'],
  },
];

const PAGING_ROWS: readonly OptionRow[] = [
  { name: '--starting-token', key: 'starting-token', takes: 'one' },
  { name: '--page-size', key: 'page-size', takes: 'one', isInteger: true },
  { name: '--max-items', key: MAX_ITEMS, takes: 'one', isInteger: true },
];

/** The seed of a new device goes into a file and not onto the screen. */
const SEED_ROWS: readonly OptionRow[] = [
  { name: '--outfile', key: 'outfile', takes: 'one', isRequired: true },
  {
    name: '--bootstrap-method',
    key: 'bootstrap-method',
    takes: 'one',
    isRequired: true,
    choices: ['QRCodePNG', 'Base32StringSeed'],
  },
];
