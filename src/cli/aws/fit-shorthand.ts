import type { Shape } from '../../model/facts.ts';
import { wholeNumber } from './whole-number.ts';

/**
 * Gives texts the types of their shape: numbers and booleans are read, a single value where a list belongs is a list of
 * one. What does not fit stays, for the validation to name.
 */
export function fitShorthand(value: unknown, shape: Shape): unknown {
  switch (shape.type) {
    case 'structure':
    case 'map':
      return isStructure(value) ? fitMembers(value, (name) => memberOf(shape, name)) : value;
    case 'list':
      return (Array.isArray(value) ? value : [value]).map((item) => fitShorthand(item, shape.member));
    case 'integer':
      return typeof value === 'string' ? wholeNumber(value) : value;
    case 'boolean':
      return typeof value === 'string' ? (BOOLEANS.get(value.toLowerCase()) ?? value) : value;
    default:
      return value;
  }
}

const BOOLEANS: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['false', false],
]);

const isStructure = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function memberOf(shape: Shape & { type: 'structure' | 'map' }, name: string): Shape | undefined {
  if (shape.type === 'map') return shape.value;
  return Object.hasOwn(shape.members, name) ? shape.members[name] : undefined;
}

function fitMembers(value: Record<string, unknown>, shapeOf: (name: string) => Shape | undefined): unknown {
  const fitted = Object.create(null) as Record<string, unknown>;
  for (const [name, held] of Object.entries(value)) {
    const shape = shapeOf(name);
    fitted[name] = shape === undefined ? held : fitShorthand(held, shape);
  }
  return fitted;
}
