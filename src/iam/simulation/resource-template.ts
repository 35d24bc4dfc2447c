import { asciiLower } from '../../base/ascii.ts';
import { matches, patternOf } from '../../policy/pattern.ts';

/**
 * The ARN template of what an action acts on (`arn:aws:s3:::${BucketName}/${KeyName}`), as the simulator answers it for
 * several resources at once. Where an action takes several types, the one of the first resource; `*` where it takes none.
 */
export async function resourceTemplate(action: string, resources: readonly string[]): Promise<string> {
  const templates = (await templatesByAction(action)) ?? [];
  return templates.find((template) => isOne(template, resources[0] ?? '')) ?? templates[0] ?? '*';
}

const isOne = (template: string, arn: string): boolean =>
  matches(patternOf(template.replace(/\$\{[^}]*\}/g, '*')), arn);

/** Half a megabyte that most servers never need: loaded at the first question. */
async function templatesByAction(action: string): Promise<readonly string[] | undefined> {
  const { resourceTemplates } = await import('./generated/resource-templates.ts');
  const [service = '', operation = ''] = asciiLower(action).split(':', 2);
  const text = resourceTemplates.get(service);
  if (text === undefined) return undefined;
  const [templates, groups] = text.split('\n\n', 2).map((part) => part.split('\n'));
  for (const group of groups!) {
    const [numbers, ...names] = asciiLower(group).split(' ');
    if (names.includes(operation)) return numbers!.split(',').map((number) => templates![Number(number)]!);
  }
  return undefined;
}
