import * as sdk from '@aws-sdk/client-iam';
import { describe, expect, it } from 'vitest';
import { iamOperations } from '../../src/iam/service.ts';
import { waiterOf } from '../clients/client.ts';
import { lives } from '../clients/lives/index.ts';
import { scenario } from '../clients/scenario/index.ts';
import type { Step } from '../clients/scenario/step.ts';

/* `npm run test:clients` walks these steps with the real clients; here only what they leave out is counted. */

/** Operations that no client calls in any life, and why. */
const LEFT_OUT: ReadonlyMap<string, string> = new Map();

const steps: readonly Step[] = [...lives, ...scenario].flatMap((chapter) => chapter.steps);
const called = new Set(steps.map(({ operation }) => operation));
const inManner = (wanted: Step['manner']) =>
  new Set(steps.filter(({ manner }) => manner === wanted).map(({ operation }) => operation));
const succeeded = new Set(steps.filter(({ expect }) => 'gives' in expect).map(({ operation }) => operation));
const built = iamOperations.map(({ facts }) => facts.name);

describe('what real clients walk through', () => {
  it('is every operation that is built', () => {
    expect(built.filter((name) => !called.has(name) && !LEFT_OUT.has(name))).toEqual([]);
  });

  it('leaves out only what is built and not walked', () => {
    expect([...LEFT_OUT.keys()].filter((name) => !built.includes(name) || called.has(name))).toEqual([]);
  });

  it('is done once at least, and not only refused', () => {
    const onlyRefused = built.filter((name) => called.has(name) && !succeeded.has(name));
    expect(onlyRefused).toEqual([]);
  });

  it('is listed by every paginator that the SDK has', () => {
    const paginated = built.filter((name) => `paginate${name}` in sdk);
    expect(paginated.length).toBeGreaterThan(30);
    expect(paginated.filter((name) => !inManner('pages').has(name))).toEqual([]);
  });

  it('is waited for by every waiter that the SDK has', () => {
    const waited = [...inManner('waiter')].map((name) => `waitUntil${waiterOf(name)}`).sort();
    expect(waited).toEqual(
      Object.keys(sdk)
        .filter((name) => name.startsWith('waitUntil'))
        .sort(),
    );
  });
});
