import { type Client, type Input, type Outcome, serviceOf, type Unknown } from './client.ts';
import { mismatches } from './expect.ts';
import {
  type Chapter,
  Kept,
  kept,
  Lacking,
  member,
  type Output,
  type Profile,
  type Step,
  type World,
} from './scenario/step.ts';
import type { LogLine, Server } from './server.ts';

/** What came of one step with one client. */
export interface Verdict {
  readonly step: Step;
  readonly result: 'passed' | 'failed' | 'n/a';
  /** What was wrong, or why the step is not for this client. */
  readonly reasons: readonly string[];
}

/** Walks every step of the scenario with one client; a step that fails does not end the walk. */
export async function play(
  scenario: readonly Chapter[],
  client: Client,
  server: Server,
  world: World,
): Promise<Verdict[]> {
  const verdicts: Verdict[] = [];
  for (const step of scenario.flatMap(({ steps }) => steps)) verdicts.push(await take(step, client, server, world));

  const stray = await server.catchUp();
  const last = verdicts.at(-1);
  if (stray.length === 0 || last === undefined) return verdicts;
  return [
    ...verdicts.slice(0, -1),
    { ...last, result: 'failed', reasons: [...last.reasons, `then the server saw ${described(stray)}`] },
  ];
}

async function take(step: Step, client: Client, server: Server, world: World): Promise<Verdict> {
  const notFor = typeof step.by === 'string' ? undefined : whyNot(step.by, client);
  if (notFor !== undefined) return { step, result: 'n/a', reasons: [notFor] };

  const reasons = await walkInTime(step, client, server, world);
  if ('unknown' in reasons) {
    for (const name of Object.keys(step.saves ?? {})) world.lacking.add(name);
    return { step, result: 'n/a', reasons: [reasons.unknown] };
  }
  if (reasons.length === 0) return { step, result: 'passed', reasons };
  await server.catchUp();
  return { step, result: 'failed', reasons };
}

const whyNot = (profile: Profile, client: Client): string | undefined =>
  client.noProfiles ?? (profile.code === undefined ? undefined : client.noMfaPrompt);

/** The longest that something may take to be told. */
const PATIENCE_MS = 20_000;

async function walkInTime(step: Step, client: Client, server: Server, world: World): Promise<string[] | Unknown> {
  const until = Date.now() + (step.isEventual ? PATIENCE_MS : 0);
  for (;;) {
    const reasons = await walk(step, client, server, world).catch((error: Error) =>
      error instanceof Lacking ? { unknown: error.message } : [error.message],
    );
    if ('unknown' in reasons || reasons.length === 0 || Date.now() >= until) return reasons;
    await new Promise((done) => setTimeout(done, 500));
  }
}

/** Makes the call, holds the answer to what is expected, and the server's log too. Gives what was wrong. */
async function walk(step: Step, client: Client, server: Server, world: World): Promise<string[] | Unknown> {
  const input = resolved(typeof step.input === 'function' ? await step.input(world) : step.input, world);
  const sentAtMs = Date.now();
  const outcome = await carryOut(step, input, client, world);
  if ('unknown' in outcome) return outcome;
  const wrong = mismatches(step, outcome, { sentAtMs, answeredAtMs: Date.now() }, world);
  // Also where something is wrong with it: what later steps make of it tells more.
  if ('output' in outcome) keep(step, outcome.output, world);

  const seen = step.sees ?? [[step.operation, 'gives' in step.expect ? 200 : statusOf(step.expect.code)] as const];
  const lines = await server.nextRequests(seen.length);
  return [...wrong, ...unlike(lines, seen, step, client)];
}

function keep(step: Step, output: Output, world: World): void {
  step.keep?.(output, world);
  for (const [name, path] of Object.entries(step.saves ?? {})) world.kept.set(name, String(member(output, path)));
}

/** The input with the texts themselves where it names kept ones. */
const resolved = (input: Input, world: World): Input =>
  Object.fromEntries(
    Object.entries(input).map(([key, value]) => [key, value instanceof Kept ? kept(world, value.name) : value]),
  );

async function carryOut(step: Step, input: Input, client: Client, world: World): Promise<Outcome> {
  const { operation, by, unchecked = false, manner = 'once' } = step;
  if (typeof by !== 'string') {
    const { name, config, environment, code } = by;
    return client.callByProfile({
      operation,
      input,
      profile: name,
      config: config(world),
      environment: environment?.(world) ?? {},
      typed: await code?.(world),
    });
  }
  const as = world.credentials.get(by);
  if (as === undefined) throw new Error(`no credentials \`${by}\`: an earlier step did not give them`);
  return client.call({ operation, input, as, unchecked, manner });
}

/** The log must tell of these requests, in this order, from this client, and of the refusal where there was one. */
function unlike(lines: readonly LogLine[], seen: NonNullable<Step['sees']>, step: Step, client: Client): string[] {
  const code = 'code' in step.expect ? step.expect.code : undefined;
  return seen.flatMap(([action, status], index) => {
    const line = lines[index];
    if (line === undefined) return [`the server logged no ${action}`];
    const isRight =
      line.service === serviceOf(action) &&
      line.action === action &&
      line.status === status &&
      line.code === (index === seen.length - 1 ? code : undefined);
    return [
      ...(isRight ? [] : [`the server logged ${described([line])} instead of ${action} ${status} ${code ?? ''}`]),
      ...(client.userAgent.test(line.userAgent ?? '')
        ? []
        : [`the server logged the user agent \`${line.userAgent}\``]),
    ];
  });
}

const described = (lines: readonly LogLine[]): string =>
  lines.map(({ action, status, code }) => `${action} ${status}${code === undefined ? '' : ` ${code}`}`).join(', ');

/** The status that AWS answers each code with (sts.md 2.1, 3.0; the errors of each operation in the IAM API reference). */
const STATUS: ReadonlyMap<string, number> = new Map([
  ['AccessDenied', 403],
  ['DeleteConflict', 409],
  ['DuplicateCertificate', 409],
  ['DuplicateSSHPublicKey', 400],
  ['EntityAlreadyExists', 409],
  ['FeatureDisabled', 404],
  ['FeatureEnabled', 409],
  ['InvalidAuthenticationCode', 403],
  ['InvalidInput', 400],
  ['KeyPairMismatch', 400],
  ['LimitExceeded', 409],
  ['MalformedPolicyDocument', 400],
  ['NoSuchEntity', 404],
  ['OrganizationNotFoundException', 400],
  ['PasswordPolicyViolation', 400],
  ['PolicyNotAttachable', 400],
  ['ReportNotPresent', 410],
  ['UnmodifiableEntity', 400],
  ['InvalidClientTokenId', 403],
  ['InvalidParameterValue', 400],
  ['ValidationError', 400],
]);

function statusOf(code: string): number {
  const status = STATUS.get(code);
  if (status === undefined) throw new Error(`no status is known for \`${code}\``);
  return status;
}
