import { type RoleStep, walkRoles } from '../../client/chain.ts';
import type { CredentialProvider, Credentials } from '../../client/connection.ts';
import { type Outline, settle, type Told } from '../../client/profiles/connection-for.ts';
import { stepOf } from '../../client/profiles/plan.ts';
import { Refusal } from '../refusal.ts';
import type { Terminal } from '../terminal.ts';
import { identityOf, NO_CREDENTIALS } from './identity.ts';
import { patience } from './patience.ts';
import type { RoleOptions } from './role-flags.ts';
import { defaultSessionName, readRoleFlags, type SaidOfRoles } from './role-step.ts';
import { toldBy } from './told-by.ts';

/** A session of a role, and where it is good. */
export interface Session {
  readonly credentials: Credentials & { readonly expiration: Date };
  /** The same, renewed when it nears its end. */
  readonly renewing: CredentialProvider;
  readonly roleArn: string;
  readonly endpoint: string;
  readonly region: string;
  readonly ca: string | undefined;
}

/** Assumes the role that a person names, by the flags of a command. */
export async function sessionOf(role: string, options: RoleOptions, terminal: Terminal): Promise<Session> {
  const said = readRoleFlags(options);
  const waiting = patience(terminal, `assuming ${role}`);
  try {
    const told = toldBy(options, terminal);
    const { askCode } = told;
    const quietly = askCode && ((serial: string) => waiting.meanwhile(() => askCode(serial)));
    return await assume(role, options.via ?? [], said, { ...told, askCode: quietly });
  } finally {
    waiting.end();
  }
}

async function assume(role: string, via: readonly string[], said: SaidOfRoles, told: Told): Promise<Session> {
  const { outline, isProfile } = await startOf(role, via, told);
  const { plan, sts } = outline;
  if (plan.credentials === undefined) throw new Refusal(NO_CREDENTIALS);
  const named: RoleStep[] = [];
  for (const one of isProfile ? [] : [...via, role]) named.push(await stepNamed(one, outline));
  if (isProfile && plan.steps.length === 0 && Object.keys({ ...said.first, ...said.each, ...said.last }).length > 0)
    throw new Refusal(
      `profile \`${role}\` assumes its role by web identity: it says itself what goes with it`,
      'usage',
    );
  const steps = withSaid([...plan.steps, ...named], isProfile ? plan.steps.length - 1 : plan.steps.length, said);
  const renewing = walkRoles(plan.credentials, steps, sts);
  if (typeof renewing !== 'function') throw new Refusal(`profile \`${role}\` assumes no role`);
  const credentials = await renewing();
  const { expiration } = credentials;
  if (expiration === undefined) throw new Refusal(`the credentials of \`${role}\` have no end: they are no session`);
  return {
    credentials: { ...credentials, expiration },
    renewing,
    roleArn: steps.at(-1)?.RoleArn ?? outline.files.profiles.get(role)?.settings.get('role_arn')?.value ?? role,
    endpoint: outline.endpoint,
    region: outline.region,
    ca: outline.ca,
  };
}

/** A profile with a role goes before a role of that name. It says itself who assumes it, so it goes without --profile and --via. */
async function startOf(role: string, via: readonly string[], told: Told) {
  const outline = await settle(told);
  const settings = role.startsWith('arn:') ? undefined : outline.files.profiles.get(role)?.settings;
  if (!settings?.get('role_arn')?.value || told.profile || via.length > 0) return { outline, isProfile: false };
  return { outline: await settle({ ...told, profile: role }), isProfile: true };
}

/** A role by its ARN; as a profile has it, with all that goes with it there; or by its name in the account of the caller. */
async function stepNamed(role: string, { plan, sts, files }: Outline): Promise<RoleStep> {
  if (role.startsWith('arn:')) return { RoleArn: role };
  const profile = files.profiles.get(role);
  if (profile?.settings.get('role_arn')?.value) return stepOf(profile);
  if (!/^[\w+=,.@/-]{1,575}$/.test(role)) throw new Refusal(`no name of a role: \`${role}\``, 'usage');
  const { account } = await identityOf({ ...sts, credentials: walkRoles(plan.credentials, plan.steps, sts) });
  return { RoleArn: `arn:aws:iam::${account}:role/${role.replace(/^\//, '')}` };
}

/** `firstNamed`: the first role that the person named; those before it are the profile's business. */
function withSaid(steps: readonly RoleStep[], firstNamed: number, { first, last, each }: SaidOfRoles): RoleStep[] {
  return steps.map((step, index) => ({
    ...step,
    RoleSessionName: step.RoleSessionName ?? defaultSessionName(),
    ...(index >= firstNamed ? each : {}),
    ...(index === Math.max(firstNamed, 0) ? first : {}),
    ...(index === steps.length - 1 ? last : {}),
  }));
}
