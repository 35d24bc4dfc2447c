import { expect, it } from 'vitest';
import type { Shape } from '../model/facts.ts';
import { operations as iam } from '../model/generated/iam.ts';
import { operations as sts } from '../model/generated/sts.ts';
import { dated, TIME_NAMES } from './typed.ts';

it('the names of times are those of the declarations, and of nothing else', () => {
  const times = new Set<string>();
  const others = new Set<string>();
  const seen = new Set<Shape>();
  const visit = (shape: Shape | undefined): void => {
    if (shape === undefined || seen.has(shape)) return;
    seen.add(shape);
    if (shape.type === 'list') visit(shape.member);
    if (shape.type === 'map') visit(shape.value);
    if (shape.type !== 'structure') return;
    for (const [name, member] of Object.entries(shape.members)) {
      (member.type === 'timestamp' ? times : others).add(name);
      visit(member);
    }
  };
  for (const { output } of [...iam.values(), ...sts.values()]) visit(output);
  expect([...times].sort()).toEqual([...TIME_NAMES].sort());
  expect([...times].filter((name) => others.has(name))).toEqual([]);
});

it('a time that does not read stays a text', () => {
  const shape = iam.get('GetUser')!.output!;
  const at = (CreateDate: string) =>
    (dated({ User: { CreateDate } }, shape) as { User: { CreateDate: unknown } }).User.CreateDate;
  expect(at('2026-11-22T10:00:00Z')).toEqual(new Date('2026-11-22T10:00:00Z'));
  expect(at('soon')).toBe('soon');
});
