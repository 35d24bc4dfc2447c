import type { Shape, StructureShape } from '../../model/facts.ts';
import { ELEMENTS } from './generated/cli-facts.ts';

/** An input to be filled in: every member, with the emptiest value of its type, the first of an enumeration. */
export function inputSkeleton(shape: Shape): unknown {
  return skeleton(shape, (inner) => (inner.type === 'string' ? (inner.enum?.[0] ?? '') : undefined), '');
}

/** An answer that shows its form: texts are the names of their members. */
export function outputSkeleton(shape: Shape): unknown {
  return skeleton(shape, (inner, name) => (inner.type === 'string' ? name : undefined), '');
}

function skeleton(shape: Shape, textOf: (shape: Shape, name: string) => string | undefined, name: string): unknown {
  switch (shape.type) {
    case 'structure': {
      const filled = Object.create(null) as Record<string, unknown>;
      for (const [member, inner] of Object.entries(shape.members)) filled[member] = skeleton(inner, textOf, member);
      return filled;
    }
    case 'list':
      return [skeleton(shape.member, textOf, ELEMENTS.get(name) ?? '')];
    case 'map':
      return { KeyName: skeleton(shape.value, textOf, '') };
    case 'integer':
      return 0;
    case 'boolean':
      return true;
    case 'timestamp':
      return '1970-01-01T00:00:00';
    case 'blob':
      return null;
    default:
      return textOf(shape, name);
  }
}

/** The same as YAML, with what is required and what may be chosen beside each member. */
export function yamlSkeleton(shape: StructureShape): string {
  const lines = membersOf(shape, '');
  return lines.length === 0 ? '{}\n' : `${lines.join('\n')}\n`;
}

function membersOf(shape: StructureShape, indent: string): string[] {
  return Object.entries(shape.members).flatMap(([name, inner]) => {
    const notes = [
      ...(shape.required.includes(name) ? ['[REQUIRED]'] : []),
      ...(inner.type === 'string' && inner.enum !== undefined ? [`Valid values are: ${inner.enum.join(', ')}.`] : []),
    ];
    const comment = notes.length === 0 ? '' : `  # ${notes.join(' ')}`;
    const [first, ...rest] = valueLines(inner, indent);
    return [`${indent}${name}:${first === '' ? '' : ` ${first}`}${comment}`, ...rest];
  });
}

/** What stands behind a name, and the lines below it. */
function valueLines(shape: Shape, indent: string): [first: string, ...rest: string[]] {
  if (shape.type === 'structure') return ['', ...membersOf(shape, `${indent}  `)];
  if (shape.type === 'list') {
    const [first, ...rest] = valueLines(shape.member, `${indent}`);
    if (shape.member.type !== 'structure') return ['', `${indent}- ${first}`, ...rest];
    const [opening, ...others] = rest;
    return ['', `${indent}- ${opening!.trimStart()}`, ...others];
  }
  if (shape.type === 'map') return ['', `${indent}  KeyName: ${valueLines(shape.value, indent)[0]}`];
  if (shape.type === 'blob') return ['!!binary ""'];
  const value = inputSkeleton(shape);
  return [value === '' ? "''" : String(value)];
}
