import { setUp } from '../scenario/iam.ts';
import { type Chapter, HOME, type Shape, type Step } from '../scenario/step.ts';

/** The life of one kind of thing: made, read, listed, tagged, changed, not deleted while something needs it, deleted. */
export const life = (title: string, ...steps: readonly (Step | readonly Step[])[]): Chapter => ({
  title,
  steps: steps.flat().map((step) => ({ ...step, title: `${title}: ${step.title}` })),
});

/** Who leads all these lives: a user with AWS's policy for administrators. */
export const KEEPER = 'keeper';

/** What is made for a life has this path, so that a list of it holds nothing else. */
export const PATH = '/life/';

export const DATE = /^20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d/;

export const arn = (resource: string): string => `arn:aws:iam::${HOME}:${resource}`;

interface More extends Pick<Step, 'keep' | 'saves'> {
  /** What goes into the title beside the operation, where the operation does not say it all. */
  readonly as?: string;
  readonly by?: string;
}

/** A call that is answered so. */
export const does = (operation: string, input: Step['input'], gives: Shape = {}, more: More = {}): Step => ({
  title: titled(operation, more.as),
  operation,
  input,
  by: more.by ?? KEEPER,
  expect: { gives },
  ...(more.keep && { keep: more.keep }),
  ...(more.saves && { saves: more.saves }),
});

/** A list in pages of one by the client's own paginator: so many requests, and all in the end. */
export const pages = (operation: string, input: Step['input'], count: number, gives: Shape): Step => ({
  ...does(operation, input, gives, { as: 'in pages of one' }),
  manner: 'pages',
  sees: Array.from({ length: count }, () => [operation, 200] as const),
});

/** The client's own waiter for what this operation gets. */
export const waits = (operation: string, input: Step['input']): Step => ({
  ...does(operation, input, {}, { as: "by the client's waiter" }),
  manner: 'waiter',
});

/** What the server tells only some seconds later: asked again until it does. */
export const eventually = (step: Step): Step => ({ ...step, isEventual: true });

/** A call that is refused, code and text to the letter. */
export const refuses = (
  operation: string,
  input: Step['input'],
  code: string,
  text: string,
  more: Pick<More, 'as' | 'by'> = {},
): Step => ({
  title: titled(operation, more.as ?? code),
  operation,
  input,
  by: more.by ?? KEEPER,
  expect: { code, text },
});

export const conflicts = (operation: string, input: Step['input'], text: string): Step =>
  refuses(operation, input, 'DeleteConflict', text);

/** The thing is not there (any more). */
export const misses = (operation: string, input: Step['input'], text: string): Step =>
  refuses(operation, input, 'NoSuchEntity', text);

const titled = (operation: string, words: string | undefined): string =>
  words === undefined ? operation : `${operation}, ${words}`;

/** Calls by the root of the account, before or after a life. */
export const byRoot = (operation: string, input: Step['input']): Step => setUp(HOME, operation, input);

/** Tags, the same for all eight kinds that bear them: of two that are put one is taken away. */
export const tags = (kind: string, named: Readonly<Record<string, unknown>>): Step[] => [
  does(`Tag${kind}`, {
    ...named,
    Tags: [
      { Key: 'Site', Value: 'Kraków' },
      { Key: 'Team', Value: 'blue' },
    ],
  }),
  pages(`List${kind}Tags`, named, 2, {
    'Tags.length': 2,
    'Tags.0.Key': 'Site',
    'Tags.0.Value': 'Kraków',
    'Tags.1.Key': 'Team',
  }),
  does(`Untag${kind}`, { ...named, TagKeys: ['Site', 'Nothing'] }),
  does(`List${kind}Tags`, named, { 'Tags.length': 1, 'Tags.0.Key': 'Team', 'Tags.0.Value': 'blue' }),
];
