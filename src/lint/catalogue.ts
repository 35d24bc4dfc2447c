import { asciiLower } from '../base/ascii.ts';
import { resourceTemplates } from '../iam/simulation/generated/resource-templates.ts';
import { actions } from './generated/actions.ts';

/** The kinds of value that condition keys have. */
export type KeyType = 'String' | 'Numeric' | 'Bool' | 'Date' | 'IpAddress' | 'Arn' | 'Binary';

export interface KnownKey {
  readonly name: string;
  readonly type: KeyType;
  /** Whether it holds many values by its type. */
  readonly isMulti: boolean;
}

export interface KnownAction {
  readonly name: string;
  /** The service's own keys that it has, in lower case; keys of a family end in `/`. */
  readonly keys: ReadonlySet<string>;
  /** The ARN templates of what it acts on, with `*` for their parts; empty for an action on no resource. */
  readonly resources: readonly string[];
}

/** What AWS publishes of a service: its actions by their names in lower case, and its condition keys. */
export interface KnownService {
  readonly actions: ReadonlyMap<string, KnownAction>;
  readonly keys: ReadonlyMap<string, KnownKey>;
}

const read = new Map<string, KnownService | undefined>();

/** A service by its prefix, in lower case; `undefined` for one that AWS does not have. */
export function knownService(name: string): KnownService | undefined {
  if (!read.has(name)) {
    const text = actions.get(name);
    read.set(name, text === undefined ? undefined : serviceIn(name, text));
  }
  return read.get(name);
}

export const serviceNames = (): Iterable<string> => actions.keys();

const TYPES: Readonly<Record<string, KeyType>> = {
  ...{ S: 'String', N: 'Numeric', B: 'Bool', D: 'Date', I: 'IpAddress', A: 'Arn', Y: 'Binary' },
};

function serviceIn(name: string, text: string): KnownService {
  const [head = '', ...groups] = text.split('\n');
  const names = head === '' ? [] : head.split(' ').map((word) => ({ letter: word[0]!, name: word.slice(1) }));
  const keys = new Map(
    names.map(({ letter, name: key }): [string, KnownKey] => [
      familyOf(key),
      { name: key, type: TYPES[letter.toUpperCase()] ?? 'String', isMulti: letter !== letter.toUpperCase() },
    ]),
  );
  const resources = resourcesIn(resourceTemplates.get(name) ?? '');
  const all = groups.flatMap((group) => {
    const [numbers = '', ...operations] = group.split(' ');
    const own = new Set(
      numbers === '' ? [] : numbers.split(',').map((number) => familyOf(names[Number(number)]!.name)),
    );
    return operations.map((operation): [string, KnownAction] => {
      const lower = asciiLower(operation);
      return [lower, { name: operation, keys: own, resources: resources.get(lower) ?? [] }];
    });
  });
  return { actions: new Map(all), keys };
}

/** A key whose end anybody may choose (`aws:RequestTag/${TagKey}`) is known by its beginning. */
function familyOf(key: string): string {
  const lower = asciiLower(key);
  const [, beginning, folder] = FAMILY.exec(lower) ?? [];
  return beginning ?? folder ?? lower;
}

const FAMILY = /^(?:([^$<]*[/:.])(?:\$\{|<).*|([^$<]*\/)[a-z-]*key)$/;

function resourcesIn(text: string): ReadonlyMap<string, readonly string[]> {
  const [templates = '', groups = ''] = text.split('\n\n', 2);
  const patterns = templates.split('\n').map((template) => template.replaceAll(/\$\{[^}]*\}/g, '*'));
  const found = new Map<string, readonly string[]>();
  for (const group of groups.split('\n')) {
    const [numbers = '', ...operations] = group.split(' ');
    const own = numbers.split(',').map((number) => patterns[Number(number)]!);
    for (const operation of operations) found.set(asciiLower(operation), own);
  }
  return found;
}
