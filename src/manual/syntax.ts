import type { Shape } from '../model/facts.ts';
import { type Block, literal, paragraph } from './document.ts';
import { commandName } from './names.ts';

/** How a list, a map or a structure is typed: in the AWS CLI's shorthand where it has one, and as JSON. */
export function shorthandOf(name: string, shape: Shape): readonly Block[] {
  if (!(shape.type === 'list' || shape.type === 'map' || shape.type === 'structure')) return [];
  const short = shorthand(shape);
  return [
    ...(short === undefined ? [] : [paragraph('Shorthand:'), literal(`--${commandName(name)} ${short}`)]),
    paragraph('JSON:'),
    literal(...JSON.stringify(sample(shape), undefined, 2).split('\n')),
  ];
}

/** `Key=string,Value=string ...`; `undefined` for what the shorthand cannot say in a line. */
function shorthand(shape: Shape): string | undefined {
  if (shape.type === 'list') {
    const each = isScalar(shape.member) ? 'string string' : shorthand(shape.member);
    return each === undefined ? undefined : `${each} ...`;
  }
  if (shape.type === 'map') return isScalar(shape.value) ? 'KeyName1=string,KeyName2=string' : undefined;
  if (shape.type !== 'structure') return undefined;
  const members = Object.entries(shape.members).map(([name, member]) => {
    if (isScalar(member)) return `${name}=${member.type}`;
    return member.type === 'list' && isScalar(member.member) ? `${name}=string,string` : undefined;
  });
  return members.includes(undefined) ? undefined : members.join(',');
}

const isScalar = ({ type }: Shape): boolean => type !== 'list' && type !== 'map' && type !== 'structure';

function sample(shape: Shape): unknown {
  if (shape.type === 'list') return [sample(shape.member)];
  if (shape.type === 'map') return { KeyName: sample(shape.value) };
  if (shape.type === 'structure')
    return Object.fromEntries(Object.entries(shape.members).map(([name, member]) => [name, sample(member)]));
  if (shape.type === 'string' && shape.enum !== undefined) return shape.enum.join('|');
  return shape.type === 'integer' ? 0 : shape.type === 'boolean' ? true : shape.type;
}
