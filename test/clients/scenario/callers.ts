import { allow, managedPolicy, user } from './iam.ts';
import { type Chapter, HOME, userArn } from './step.ts';

/** Trusted by name, with no policy of her own. */
export const ALICE = userArn(HOME, 'alice');
/** Delegated to: his own policy lets him assume roles. */
export const BOB = userArn(HOME, 'bob');
/** As bob, with an MFA device. */
export const MIA = userArn(HOME, 'mia');

export const MAY_ASSUME = ['sts:AssumeRole', 'sts:TagSession', 'sts:SetSourceIdentity'];

/** Who calls: made by the root of an empty store. */
export const callers: Chapter = {
  title: 'callers',
  steps: [
    managedPolicy(HOME, 'may-assume', allow({ actions: MAY_ASSUME })),
    ...user(HOME, 'alice'),
    ...user(HOME, 'bob', ['may-assume']),
    ...user(HOME, 'mia', ['may-assume']),
    ...user(HOME, 'max', ['may-assume']),
  ],
};
