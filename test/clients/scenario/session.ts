import type { Input } from '../client.ts';
import { absent, type Output, type Refusal, roleArn, type Shape, type Step, sessionArn, type World } from './step.ts';

interface Assuming {
  readonly by: Step['by'];
  readonly account: string;
  readonly role: string;
  /** Names the session, and the credentials that later steps call with. */
  readonly session: string;
  readonly with?: Input | ((world: World) => Input | Promise<Input>);
  readonly unchecked?: boolean;
}

/** A role assumed: whose session it is, what is echoed, how long it lasts. The credentials are kept under its name. */
export function assumes(title: string, assuming: Assuming & { gives?: Shape; lastsSeconds?: number }): Step {
  const { account, role, session, gives, lastsSeconds } = assuming;
  return {
    ...asking(title, assuming),
    expect: {
      gives: {
        'AssumedRoleUser.Arn': sessionArn(account, role, session),
        'AssumedRoleUser.AssumedRoleId': new RegExp(`^AROA[A-Z0-9]{17}:${session}$`),
        'Credentials.AccessKeyId': /^ASIA[A-Z2-7]{16}$/,
        'Credentials.SecretAccessKey': /^[A-Za-z0-9/+]{40}$/,
        // Omitted, not 0, where there is neither session policy nor tag (sts.md 1.3).
        PackedPolicySize: absent,
        ...gives,
      },
      // Without DurationSeconds an hour, whatever the role's maximum (sts.md 3.1).
      lastsSeconds: lastsSeconds ?? 3600,
    },
    keep: keepSession(session),
  };
}

/** A role refused. */
export const isRefused = (title: string, assuming: Assuming, refusal: Refusal): Step => ({
  ...asking(title, assuming),
  expect: refusal,
});

/** Any other call, with the credentials of this name. */
export const calls = (
  title: string,
  by: Step['by'],
  operation: string,
  input: Input,
  expect: Refusal | { gives: Shape },
): Step => ({
  title,
  operation,
  input,
  by,
  expect,
});

function asking(
  title: string,
  { by, account, role, session, with: more = {}, unchecked = false }: Assuming,
): Omit<Step, 'expect'> {
  const always = { RoleArn: roleArn(account, role), RoleSessionName: session };
  const input =
    typeof more === 'function'
      ? async (world: World) => ({ ...always, ...(await more(world)) })
      : { ...always, ...more };
  return { title, operation: 'AssumeRole', input, by, unchecked };
}

function keepSession(name: string) {
  return (output: Output, { credentials }: World): void => {
    const issued = output.Credentials as { AccessKeyId: string; SecretAccessKey: string; SessionToken: string };
    credentials.set(name, {
      accessKeyId: issued.AccessKeyId,
      secretAccessKey: issued.SecretAccessKey,
      sessionToken: issued.SessionToken,
    });
  };
}
