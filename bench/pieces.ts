import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '../src/base/clock.ts';
import { pooledEntropy } from '../src/base/entropy.ts';
import { uuid } from '../src/base/identifiers.ts';
import { authorize } from '../src/gate/authorize.ts';
import { contextOf } from '../src/gate/context.ts';
import { gate } from '../src/gate/gate.ts';
import { httpServer } from '../src/http/server.ts';
import { found } from '../src/main/found.ts';
import { furnish } from '../src/main/house.ts';
import { openLog } from '../src/main/log.ts';
import { openWhere } from '../src/main/open-where.ts';
import * as model from '../src/model/generated/sts.ts';
import { validationMessage } from '../src/model/validate.ts';
import { awsQuotas } from '../src/operation/quotas.ts';
import { decide } from '../src/policy/index.ts';
import { ALONE } from '../src/principal/organization.ts';
import { decodeInput } from '../src/query/decode.ts';
import { encodeResult } from '../src/query/encode.ts';
import { xmlAnswer } from '../src/query/fault-answer.ts';
import { type Routed, route } from '../src/query/route.ts';
import { queryService } from '../src/query/service.ts';
import { readClaim } from '../src/sigv4/claim.ts';
import { signatureMatches, signingKey, signingSecret } from '../src/sigv4/signing-key.ts';
import type { Claim } from '../src/sigv4/types.ts';
import { AssumeRole } from '../src/sts/assume-role/operation.ts';
import { issueSession } from '../src/sts/role-session.ts';
import { stsOperations } from '../src/sts/service.ts';
import { type Account, setUpFleet } from './fleet.ts';
import { readOptions } from './options.ts';
import { prepareRequests } from './requests.ts';
import { median } from './statistics.ts';

/**
 * What each room of an AssumeRole costs: microseconds of CPU, in one process, without sockets. The profile tool:
 * `node --cpu-prof bench/pieces.ts answer 100`. Pieces take turns, so that whatever else the machine does falls on all alike.
 */
const folder = mkdtempSync(join(tmpdir(), 'rolecall-pieces-'));
const clock = systemClock;
const entropy = pooledEntropy();
const where = { data: join(folder, 'data'), 'key-file': undefined };
const accounts = await found(where, ['111122223333', '444455556666'], { clock, entropy });
const { store, rootKey, release } = await openWhere(where);
// The log goes where stderr goes: `2>/dev/null` takes the disk out of the figures.
const log = openLog('info');
const house = furnish({
  store,
  rootKey,
  clock,
  entropy,
  quotas: awsQuotas,
  publicUrl: () => '',
  regions: undefined,
  remember: log.remember,
});
const silent = furnish({
  store,
  rootKey,
  clock,
  entropy,
  quotas: awsQuotas,
  publicUrl: () => '',
  regions: undefined,
  remember: () => {},
});
const { tools } = house;

const door = { health: { ready: () => true }, bodyLimitBytes: 1_048_576, forwarding: undefined, tls: undefined };
const server = httpServer({ answer: house.answer, ...door });
await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
const fleet = await setUpFleet(`http://${host}`, accounts satisfies readonly Account[]);
server.close();
server.closeAllConnections();

const { seed } = readOptions([]);
const prepared = prepareRequests(fleet, host, 2000, seed);
const secrets = new Map(fleet.keys.map((key) => [key.accessKeyId, signingSecret(key.secretAccessKey)]));
const service = queryService(model.service, model.operations, stsOperations);
const services = new Map([
  ['', service],
  [model.service.version, service],
]);
const { authenticate, perform } = gate(tools, { regions: undefined });

/** What each room was given and gave, for one request. */
const cases = await Promise.all(
  prepared.map(async ({ headers, body }) => {
    const request = {
      method: 'POST',
      target: '/',
      rawHeaders: headers,
      body,
      remoteAddress: '127.0.0.1',
      secure: false,
    };
    const routed = route(request, services) as Routed;
    const claim = readClaim(routed.signed, { service: 'sts', regions: undefined, nowMs: clock.now() }) as Claim;
    const { caller, region } = await authenticate(routed.signed, 'sts');
    const { input } = decodeInput(routed.parameters, model.AssumeRole.input) as { input: model.AssumeRoleRequest };
    const facts = {
      id: uuid(entropy),
      region,
      remoteAddress: '127.0.0.1',
      secure: false,
      userAgent: 'aws-cli',
      referer: undefined,
    };
    const asked = { input, caller, request: facts };
    const given = { ...tools, ...asked };
    const role = await tools.directory.trustByArn(input.RoleArn);
    const informed = { ...given, found: role!, checked: AssumeRole.check!(given), factor: undefined };
    const questions = AssumeRole.access(informed);
    const question = questions[0]!;
    const policyRequest = {
      action: question.action,
      resource: question.resource,
      principal: caller.principal,
      context: contextOf(caller, facts, question, { owner: ALONE, clock }),
    };
    const layers = {
      ...caller.policies,
      resource: { policy: role!.trust, kind: 'trust' as const },
      resourceAccount: role!.record.account,
    };
    const { claims } = await issueSession(informed, role!, {
      ...informed.checked,
      seconds: 3600,
      provider: undefined,
      providerKeys: [],
    });
    const output = await AssumeRole.handle(informed);
    const key = signingKey(secrets.get(claim.accessKeyId)!, claim.date, claim.region, claim.service);
    const xml = encodeResult(model.AssumeRole, output, facts.id);
    return {
      request,
      routed,
      claim,
      key,
      asked,
      given,
      informed,
      questions,
      question,
      policyRequest,
      layers,
      claims,
      output,
      facts,
      xml,
    };
  }),
);
type Case = (typeof cases)[number];

const pieces: Record<string, (given: Case) => unknown> = {
  route: (c) => route(c.request, services),
  readClaim: (c) => readClaim(c.routed.signed, { service: 'sts', regions: undefined, nowMs: clock.now() }),
  signatureMatches: (c) => signatureMatches(c.claim, c.key),
  'authenticate, whole': (c) => authenticate(c.routed.signed, 'sts'),
  decodeInput: (c) => decodeInput(c.routed.parameters, model.AssumeRole.input),
  validationMessage: (c) => validationMessage(c.asked.input, model.AssumeRole.input),
  check: (c) => AssumeRole.check!(c.given),
  'load: trustByArn': (c) => tools.directory.trustByArn(c.asked.input.RoleArn),
  'access: questions': (c) => AssumeRole.access(c.informed),
  'context of a question': (c) => contextOf(c.asked.caller, c.facts, c.question, { owner: ALONE, clock }),
  'decide alone': (c) => decide(c.layers, c.policyRequest),
  'authorize, whole': (c) => authorize({ ...c.given, operation: AssumeRole, questions: c.questions }),
  'tokens.issue': (c) => tools.tokens.issue(c.claims),
  'handle, whole': (c) => AssumeRole.handle(c.informed),
  'perform, whole': (c) => perform(AssumeRole, c.asked),
  encodeResult: (c) => encodeResult(model.AssumeRole, c.output, c.facts.id),
  'request id and headers': (c) => xmlAnswer(200, c.xml, uuid(entropy), service, 'us-east-1', clock, entropy),
  'answer, whole, without log': (c) => silent.answer(c.request),
  'answer, whole': (c) => house.answer(c.request),
};

/** `pieces.ts answer` takes only the pieces with that text in their names. */
const [wanted = '', repetitions = '15'] = process.argv.slice(2);
const names = Object.keys(pieces).filter((name) => name.includes(wanted));
const micros = new Map<string, number[]>(names.map((name) => [name, []]));
for (let repetition = -2; repetition < Number(repetitions); repetition++) {
  for (const name of names) {
    const piece = pieces[name]!;
    const before = process.cpuUsage();
    for (const each of cases) await piece(each);
    const used = process.cpuUsage(before);
    if (repetition >= 0) micros.get(name)!.push((used.user + used.system) / cases.length);
  }
}
for (const name of names) {
  const values = micros.get(name)!;
  process.stdout.write(
    `${name.padEnd(28)} ${median(values).toFixed(2).padStart(8)} us   (lowest ${Math.min(...values).toFixed(2)})\n`,
  );
}

log.flush();
await store.close();
release();
rmSync(folder, { recursive: true, force: true });
