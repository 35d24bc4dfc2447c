import { randomBytes } from 'node:crypto';
import { Refusal } from '../cli/refusal.ts';
import type { Terminal } from '../cli/terminal.ts';

/**
 * The newcomer's example: over the wire, with the AWS SDK, it makes a user, its key and a role, assumes the role,
 * uses the credentials, is refused once, and takes away what it made. Each step is printed with its AWS CLI equivalent.
 */
export async function tryOut(terminal: Terminal, endpoint: string): Promise<void> {
  const { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey } = process.env;
  if (!accessKeyId || !secretAccessKey) {
    throw new Refusal(
      'no credentials: type the `export` lines that the first start printed, then `npx rolecall try` again',
    );
  }
  const { IAMClient, STSClient, commands } = await loadSdk();
  const region = process.env.AWS_REGION ?? process.env.AWS_DEFAULT_REGION ?? 'us-east-1';
  const as = (credentials: Credentials) => {
    const settings = { endpoint, region, credentials, maxAttempts: 1 };
    return { iam: new IAMClient(settings), sts: new STSClient(settings) };
  };
  const step = stepPrinter(terminal);
  // A name of its own: whatever exists already is not touched by the cleaning up.
  const name = `rolecall-try-${randomBytes(4).toString('hex')}`;

  const root = as({ accessKeyId, secretAccessKey });
  const self = await step('Who am I?', 'aws sts get-caller-identity', () =>
    root.sts.send(new commands.GetCallerIdentity({})),
  );
  step.found(self.Arn!);
  const roleArn = `arn:aws:iam::${self.Account}:role/${name}`;

  try {
    await step('Make a user', `aws iam create-user --user-name ${name}`, () =>
      root.iam.send(new commands.CreateUser({ UserName: name })),
    );
    const { AccessKey: key } = await step(
      'Give it an access key',
      `aws iam create-access-key --user-name ${name}`,
      () => root.iam.send(new commands.CreateAccessKey({ UserName: name })),
    );
    const trust = document('sts:AssumeRole', { Principal: { AWS: `arn:aws:iam::${self.Account}:user/${name}` } });
    await step(
      'Make a role that trusts this user',
      `aws iam create-role --role-name ${name} --assume-role-policy-document '${trust}'`,
      () => root.iam.send(new commands.CreateRole({ RoleName: name, AssumeRolePolicyDocument: trust })),
    );
    const policy = document('iam:GetRole', { Resource: roleArn });
    await step(
      'Allow the role to read itself',
      `aws iam put-role-policy --role-name ${name} --policy-name read-self --policy-document '${policy}'`,
      () =>
        root.iam.send(new commands.PutRolePolicy({ RoleName: name, PolicyName: 'read-self', PolicyDocument: policy })),
    );

    const user = as({ accessKeyId: key!.AccessKeyId!, secretAccessKey: key!.SecretAccessKey! });
    const assumed = await step(
      'As the user, assume the role',
      `aws sts assume-role --role-arn ${roleArn} --role-session-name first-light`,
      () => user.sts.send(new commands.AssumeRole({ RoleArn: roleArn, RoleSessionName: 'first-light' })),
    );
    step.found(
      `credentials ${assumed.Credentials!.AccessKeyId} until ${assumed.Credentials!.Expiration!.toISOString()}`,
    );

    const session = as(sessionCredentials(assumed.Credentials!));
    const nowSelf = await step('Use them: who am I now?', 'aws sts get-caller-identity', () =>
      session.sts.send(new commands.GetCallerIdentity({})),
    );
    step.found(nowSelf.Arn!);
    const { Role: role } = await step('Use them: read the role', `aws iam get-role --role-name ${name}`, () =>
      session.iam.send(new commands.GetRole({ RoleName: name })),
    );
    step.found(role!.Arn!);
    await step.refused('Try what the role does not allow', 'aws iam list-users', () =>
      session.iam.send(new commands.ListUsers({})),
    );
  } finally {
    await cleanUp(root.iam, commands, name);
    terminal.print('\nWhat was made for this walk is deleted again.\n');
  }
}

interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

async function loadSdk() {
  try {
    const [sts, iam] = await Promise.all([import('@aws-sdk/client-sts'), import('@aws-sdk/client-iam')]);
    const commands = {
      GetCallerIdentity: sts.GetCallerIdentityCommand,
      AssumeRole: sts.AssumeRoleCommand,
      CreateUser: iam.CreateUserCommand,
      CreateAccessKey: iam.CreateAccessKeyCommand,
      CreateRole: iam.CreateRoleCommand,
      PutRolePolicy: iam.PutRolePolicyCommand,
      GetRole: iam.GetRoleCommand,
      ListUsers: iam.ListUsersCommand,
      ListAccessKeys: iam.ListAccessKeysCommand,
      DeleteAccessKey: iam.DeleteAccessKeyCommand,
      DeleteRolePolicy: iam.DeleteRolePolicyCommand,
      DeleteRole: iam.DeleteRoleCommand,
      DeleteUser: iam.DeleteUserCommand,
    };
    return { STSClient: sts.STSClient, IAMClient: iam.IAMClient, commands };
  } catch {
    throw new Refusal('`rolecall try` needs the AWS SDK: npm install @aws-sdk/client-sts @aws-sdk/client-iam');
  }
}

type Sdk = Awaited<ReturnType<typeof loadSdk>>;

/** Prints a step, then does it. A refusal by the server ends the walk with its code and sentence. */
function stepPrinter(terminal: Terminal) {
  let number = 0;
  const announce = (title: string, command: string) => terminal.print(`\n${++number}. ${title}\n   $ ${command}\n`);

  async function step<Result>(title: string, command: string, work: () => Promise<Result>): Promise<Result> {
    announce(title, command);
    try {
      return await work();
    } catch (error) {
      throw new Refusal(`step ${number} failed: ${said(error)}`);
    }
  }
  step.found = (text: string) => terminal.print(`   ${text}\n`);
  step.refused = async (title: string, command: string, work: () => Promise<unknown>) => {
    announce(title, command);
    const refusal = await work().then(
      () => undefined,
      (error: unknown) => error,
    );
    if ((refusal as Error | undefined)?.name !== 'AccessDenied')
      throw new Refusal(`step ${number} should have been refused: ${said(refusal)}`);
    step.found(`refused, as it should be: ${said(refusal)}`);
  };
  return step;
}

const said = (error: unknown): string =>
  error instanceof Error ? `${error.name}: ${error.message}` : 'it was allowed';

const document = (action: string, rest: object): string =>
  JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', ...rest, Action: action }] });

const sessionCredentials = (issued: {
  AccessKeyId?: string | undefined;
  SecretAccessKey?: string | undefined;
  SessionToken?: string | undefined;
}) => ({
  accessKeyId: issued.AccessKeyId!,
  secretAccessKey: issued.SecretAccessKey!,
  sessionToken: issued.SessionToken!,
});

/** Takes away user, key and role, whichever of them came to be. */
async function cleanUp(iam: InstanceType<Sdk['IAMClient']>, commands: Sdk['commands'], name: string): Promise<void> {
  const quietly = (work: Promise<unknown>) => work.catch(() => undefined);
  const keys = await iam.send(new commands.ListAccessKeys({ UserName: name })).catch(() => undefined);
  for (const { AccessKeyId } of keys?.AccessKeyMetadata ?? []) {
    await quietly(iam.send(new commands.DeleteAccessKey({ UserName: name, AccessKeyId: AccessKeyId! })));
  }
  await quietly(iam.send(new commands.DeleteRolePolicy({ RoleName: name, PolicyName: 'read-self' })));
  await quietly(iam.send(new commands.DeleteRole({ RoleName: name })));
  await quietly(iam.send(new commands.DeleteUser({ UserName: name })));
}
