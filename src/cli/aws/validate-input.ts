import type { Shape, StructureShape } from '../../model/facts.ts';
import { pythonText } from '../output/python-text.ts';
import { pythonType } from '../output/unprintable.ts';
import { CommandError, WRONG_USAGE } from './command-error.ts';

/**
 * Refuses an input that cannot be right before it is sent, all that is wrong at once, as the AWS CLI does: what is missing,
 * unknown, of another type, too short. Whatever else the service expects, it says itself.
 */
export function validateInput(input: unknown, shape: StructureShape): void {
  const problems: string[] = [];
  check(input, shape, { name: '', problems });
  if (problems.length > 0) {
    throw new CommandError(`Parameter validation failed:\n${problems.join('\n')}`, WRONG_USAGE);
  }
}

interface Place {
  readonly name: string;
  readonly problems: string[];
}

function check(value: unknown, shape: Shape, { name, problems }: Place): void {
  const parameter = name === '' ? 'input' : name.replace(/^\./, '');
  const { is, types } = EXPECTED[shape.type];
  if (!is(value)) {
    const shown = 'sensitive' in shape || value instanceof Uint8Array ? '' : ` value: ${pythonText(value)},`;
    problems.push(
      `Invalid type for parameter ${parameter},${shown} type: <class '${typeOf(value)}'>, valid types: ${types}`,
    );
    return;
  }
  const within = (inner: unknown, innerShape: Shape, innerName: string) =>
    check(inner, innerShape, { name: innerName, problems });
  switch (shape.type) {
    case 'structure':
      return checkMembers(value as Record<string, unknown>, shape, { name, problems });
    case 'list': {
      const list = value as readonly unknown[];
      checkLength(list.length, shape.min, parameter, problems);
      for (const [index, item] of list.entries()) within(item, shape.member, `${name}[${index}]`);
      return;
    }
    case 'map':
      for (const [key, held] of Object.entries(value as Record<string, unknown>)) {
        within(key, shape.key, `${name} (key: ${key})`);
        within(held, shape.value, `${name}.${key}`);
      }
      return;
    case 'string':
      return checkLength([...(value as string)].length, shape.min, parameter, problems);
    case 'integer':
      if (shape.min !== undefined && Number(value) < shape.min) {
        problems.push(
          `Invalid value for parameter ${parameter}, value: ${pythonText(value)}, valid min value: ${shape.min}`,
        );
      }
  }
}

function checkMembers(value: Record<string, unknown>, shape: StructureShape, { name, problems }: Place): void {
  const parameter = name === '' ? 'input' : name.replace(/^\./, '');
  for (const required of shape.required) {
    if (!Object.hasOwn(value, required)) {
      problems.push(`Missing required parameter in ${parameter}: "${required}"`);
    }
  }
  const known = Object.keys(value).filter((member) => {
    if (Object.hasOwn(shape.members, member)) return true;
    const names = Object.keys(shape.members).join(', ');
    problems.push(`Unknown parameter in ${parameter}: "${member}", must be one of: ${names}`);
    return false;
  });
  for (const member of known) {
    check(value[member], shape.members[member]!, { name: `${name}.${member}`, problems });
  }
}

function checkLength(length: number, min: number | undefined, parameter: string, problems: string[]): void {
  if (min !== undefined && length < min) {
    problems.push(`Invalid length for parameter ${parameter}, value: ${length}, valid min length: ${min}`);
  }
}

const typeOf = (value: unknown): string => (value instanceof Uint8Array ? 'bytes' : pythonType(value));

const isStructure = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Uint8Array);

/** What each type of a shape is made of, in Python's names. */
const EXPECTED: Readonly<Record<Shape['type'], { readonly is: (value: unknown) => boolean; readonly types: string }>> =
  {
    structure: { is: isStructure, types: "<class 'dict'>" },
    map: { is: isStructure, types: "<class 'dict'>" },
    list: { is: Array.isArray, types: "<class 'list'>, <class 'tuple'>" },
    string: { is: (value) => typeof value === 'string', types: "<class 'str'>" },
    integer: { is: Number.isSafeInteger, types: "<class 'int'>" },
    boolean: { is: (value) => typeof value === 'boolean', types: "<class 'bool'>" },
    blob: {
      is: (value) => value instanceof Uint8Array || typeof value === 'string',
      types: "<class 'bytes'>, <class 'bytearray'>, file-like object",
    },
    timestamp: {
      is: (value) => typeof value === 'string' || typeof value === 'number',
      types: "<class 'datetime.datetime'>, timestamp-string",
    },
  };
