import { describe, expect, it } from 'vitest';
import { consent } from './consent.ts';
import type { Terminal } from './terminal.ts';

const terminal = (answer: boolean | undefined, asked: string[] = []): Terminal => ({
  print: () => {},
  error: () => {},
  progress: () => {},
  confirm: async (question) => {
    asked.push(question);
    return answer;
  },
});

describe('consent', () => {
  it.each([
    ['--yes, whoever is there', true, undefined, undefined],
    ['a yes at the terminal', undefined, true, undefined],
    ['a no at the terminal', undefined, false, 'not done'],
    ['nobody there', undefined, undefined, 'nobody can be asked here: say --yes to do it without a question'],
  ])('%s', async (_label, yes, answer, refusal) => {
    const outcome = consent(terminal(answer), yes, 'Really?').then(
      () => undefined,
      (error: Error) => error.message,
    );
    expect(await outcome).toBe(refusal);
  });

  it('does not ask who said yes already', async () => {
    const asked: string[] = [];
    await consent(terminal(false, asked), true, 'Really?');
    expect(asked).toEqual([]);
  });
});
