import { HOME, type Step } from '../scenario/step.ts';
import { AUDIT, GROUP, MAY_READ_ROLES, MAY_READ_USERS, READ_ONLY, ROLE, USER } from './holders.ts';
import { conflicts, does, life, misses, pages, refuses } from './life.ts';

/** What users, groups and roles hold: the operations differ by the noun alone, and so do these steps. */

type Noun = readonly [noun: 'User' | 'Group' | 'Role', named: Readonly<Record<string, string>>, text: string];

const nouns: readonly Noun[] = [
  ['User', USER, 'The user policy with name second cannot be found.'],
  ['Group', GROUP, 'The group policy with name second cannot be found.'],
  ['Role', ROLE, 'The role policy with name second cannot be found.'],
];

const inline = ([noun, named, missing]: Noun): Step[] => [
  does(`Put${noun}Policy`, { ...named, PolicyName: 'first', PolicyDocument: JSON.stringify(MAY_READ_ROLES) }),
  does(
    `Put${noun}Policy`,
    { ...named, PolicyName: 'second', PolicyDocument: JSON.stringify(MAY_READ_ROLES) },
    {},
    { as: 'a second' },
  ),
  does(
    `Put${noun}Policy`,
    { ...named, PolicyName: 'second', PolicyDocument: JSON.stringify(MAY_READ_USERS) },
    {},
    { as: 'the second again' },
  ),
  refuses(
    `Put${noun}Policy`,
    { ...named, PolicyName: 'third', PolicyDocument: '{' },
    'MalformedPolicyDocument',
    'Syntax errors in policy.',
  ),
  does(
    `Get${noun}Policy`,
    { ...named, PolicyName: 'second' },
    { ...named, PolicyName: 'second', PolicyDocument: MAY_READ_USERS },
  ),
  pages(`List${noun}Policies`, named, 2, {
    'PolicyNames.length': 2,
    'PolicyNames.0': 'first',
    'PolicyNames.1': 'second',
  }),
  conflicts(`Delete${noun}`, named, 'Cannot delete entity, must delete policies first.'),
  does(`Delete${noun}Policy`, { ...named, PolicyName: 'first' }),
  does(`Delete${noun}Policy`, { ...named, PolicyName: 'second' }, {}, { as: 'the second' }),
  misses(`Get${noun}Policy`, { ...named, PolicyName: 'second' }, missing),
];

const attached = ([noun, named]: Noun): Step[] => [
  does(`Attach${noun}Policy`, { ...named, PolicyArn: READ_ONLY }),
  does(`Attach${noun}Policy`, { ...named, PolicyArn: AUDIT }, {}, { as: 'a second' }),
  misses(
    `Attach${noun}Policy`,
    { ...named, PolicyArn: `arn:aws:iam::${HOME}:policy/none` },
    `Policy arn:aws:iam::${HOME}:policy/none does not exist or is not attachable.`,
  ),
  pages(`ListAttached${noun}Policies`, named, 2, {
    'AttachedPolicies.length': 2,
    'AttachedPolicies.0.PolicyName': 'ReadOnlyAccess',
    'AttachedPolicies.1.PolicyArn': AUDIT,
  }),
  conflicts(`Delete${noun}`, named, 'Cannot delete entity, must detach all policies first.'),
  does(`Detach${noun}Policy`, { ...named, PolicyArn: READ_ONLY }),
  does(`Detach${noun}Policy`, { ...named, PolicyArn: AUDIT }, {}, { as: 'the second' }),
  misses(`Detach${noun}Policy`, { ...named, PolicyArn: AUDIT }, `Policy ${AUDIT} was not found.`),
];

const bounded = ([noun, named]: Noun): Step[] => [
  does(`Put${noun}PermissionsBoundary`, { ...named, PermissionsBoundary: READ_ONLY }),
  does(`Put${noun}PermissionsBoundary`, { ...named, PermissionsBoundary: AUDIT }, {}, { as: 'another' }),
  does(`Get${noun}`, named, {
    [`${noun}.PermissionsBoundary.PermissionsBoundaryArn`]: AUDIT,
    [`${noun}.PermissionsBoundary.PermissionsBoundaryType`]: 'Policy',
  }),
  does(`Delete${noun}PermissionsBoundary`, named),
  misses(
    `Delete${noun}PermissionsBoundary`,
    named,
    `${noun} ${Object.values(named)[0]} does not have a permissions boundary.`,
  ),
];

export const inlinePolicies = life('inline policies', ...nouns.map(inline));
export const attachedPolicies = life('attached policies', ...nouns.map(attached));
export const boundaries = life('boundaries', ...nouns.filter(([noun]) => noun !== 'Group').map(bounded));
