import { type Asking, type Course, does, type Fields, said } from './life.ts';

/** What things of several kinds bear alike: tags, policies, a boundary. */

const AWS_POLICY = 'arn:aws:iam::aws:policy/ReadOnlyAccess';
export const OTHER_AWS_POLICY = 'arn:aws:iam::aws:policy/PowerUserAccess';
const AWS_POLICY_NAME = 'ReadOnlyAccess';

/** A document that can be told from others by its statement's Sid. */
export const document = (Sid: string, Action = 's3:GetObject'): string =>
  JSON.stringify({ Version: '2012-10-17', Statement: { Sid, Effect: 'Allow', Action, Resource: '*' } });

export const trust = (Sid: string): string =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: { Sid, Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' },
  });

/** The Sid of a document as it comes over the wire. */
export const sidIn = (text: string | undefined): string | undefined =>
  text && /"Sid":"(\w+)"/.exec(decodeURIComponent(text))?.[1];

type Named = Readonly<Record<string, string>>;

export const TEAM = { 'Tags.member.1.Key': 'team', 'Tags.member.1.Value': 'blue' };
const TIER = { 'Tags.member.2.Key': 'tier', 'Tags.member.2.Value': 'one' };

/** Of two tags that are put one is taken away. */
export function* tagging(kind: string, named: Named): Course {
  yield does(`Tag${kind}`, { ...named, ...TEAM, ...TIER }, { tags: 'team,tier blue,one' });
  yield does(`Untag${kind}`, { ...named, 'TagKeys.member.1': 'tier' }, { tags: 'team blue' });
}

export async function tagsOf(asking: Asking, kind: string, named: Named): Promise<Fields> {
  const listed = await asking.ask(`List${kind}Tags`, named);
  const keys = said(listed, 'Key');
  return { tags: keys && `${keys} ${said(listed, 'Value')}` };
}

export type Noun = 'User' | 'Group' | 'Role';

/** Inline and managed policies of a user, group or role, put on, changed and taken off. */
export function* holding(noun: Noun, named: Named): Course {
  const inline = { ...named, PolicyName: 'rights' };
  const managed = { ...named, PolicyArn: AWS_POLICY };
  yield does(`Put${noun}Policy`, { ...inline, PolicyDocument: document('P1') }, { inline: 'rights P1' });
  yield does(`Attach${noun}Policy`, managed, { attached: AWS_POLICY_NAME });
  yield does(`Put${noun}Policy`, { ...inline, PolicyDocument: document('P2') }, { inline: 'rights P2' });
  yield does(`Detach${noun}Policy`, managed, { attached: undefined });
  yield does(`Delete${noun}Policy`, inline, { inline: undefined });
}

export async function heldBy(asking: Asking, noun: Noun, named: Named): Promise<Fields> {
  const name = said(await asking.ask(`List${noun}Policies`, named), 'member');
  const document = name && said(await asking.ask(`Get${noun}Policy`, { ...named, PolicyName: name }), 'PolicyDocument');
  return {
    inline: name && `${name} ${sidIn(document)}`,
    attached: said(await asking.ask(`ListAttached${noun}Policies`, named), 'PolicyName'),
  };
}

export function* bounding(noun: 'User' | 'Role', named: Named): Course {
  const boundary = { ...named, PermissionsBoundary: AWS_POLICY };
  yield does(`Put${noun}PermissionsBoundary`, boundary, { boundary: AWS_POLICY });
  yield does(`Delete${noun}PermissionsBoundary`, named, { boundary: undefined });
}
