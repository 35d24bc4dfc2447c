import { describe, expect, it } from 'vitest';
import { fixedClock } from '../base/clock.ts';
import { Fault } from '../model/fault.ts';
import type { ForwardedCall } from '../operation/request-event.ts';
import { metrics, type Noted } from './metrics.ts';

function counting() {
  const clock = fixedClock(1_000_000);
  const counted = metrics(clock);
  const note = (of: Partial<Noted>, tookMs = 0) => {
    const startedAtMs = clock.now();
    clock.advance(tookMs);
    counted.note({
      service: 'sts',
      action: 'AssumeRole',
      isKnown: true,
      status: 200,
      fault: undefined,
      startedAtMs,
      ...of,
    });
  };
  const lines = () => counted.text([]).split('\n');
  return {
    note,
    lines,
    value: (name: string) =>
      lines()
        .find((line) => line.startsWith(`${name} `))
        ?.split(' ')
        .at(-1),
  };
}

const refused = (code: string, status: number) => ({ status, fault: new Fault(code, status, 'x') });

describe('metrics', () => {
  it('counts requests by operation and status, and refusals by code', () => {
    const { note, value } = counting();
    for (let i = 0; i < 3; i++) note({});
    note(refused('AccessDenied', 403));
    note(refused('Throttling', 400));
    note({ service: 'iam', action: 'GetUser', ...refused('Throttling', 400) });
    const of = 'service="sts",action="AssumeRole"';
    expect(value(`rolecall_requests_total{${of},status="2xx"}`)).toBe('3');
    expect(value(`rolecall_requests_total{${of},status="4xx"}`)).toBe('2');
    expect(value(`rolecall_requests_total{${of},status="5xx"}`)).toBeUndefined();
    expect(value(`rolecall_refusals_total{${of},code="AccessDenied"}`)).toBe('1');
    expect(value('rolecall_throttled_total{service="sts"}')).toBe('1');
    expect(value('rolecall_throttled_total{service="iam"}')).toBe('1');
    expect(value('rolecall_sessions_issued_total{kind="AssumeRole"}')).toBe('3');
    expect(value('rolecall_sessions_issued_total{kind="GetUser"}')).toBeUndefined();
  });

  it('counts what services were told', () => {
    const { note, value } = counting();
    const question = { service: 'rolecall', action: 'Authorize' } as const;
    const told = (forwarded: object) => note({ ...question, forwarded: forwarded as ForwardedCall });
    told({ decided: { decision: { allowed: true } } });
    told({ decided: { decision: { allowed: false } } });
    told({ decided: { decision: { allowed: false } } });
    told({ decided: undefined });
    note({ ...question, ...refused('Throttling', 400) });
    const answers = ['allow', 'deny', 'unproven'].map((answer) =>
      value(`rolecall_authorize_answers_total{answer="${answer}"}`),
    );
    expect(answers).toEqual(['1', '2', '1']);
    expect(value('rolecall_throttled_total{service="rolecall"}')).toBe('1');
  });

  it('puts times into buckets that hold those below', () => {
    const { note, value } = counting();
    for (const ms of [0, 1, 2, 30, 20_000]) note({}, ms);
    const bucket = (le: string) =>
      value(`rolecall_request_seconds_bucket{service="sts",action="AssumeRole",le="${le}"}`);
    expect(['0.001', '0.0025', '0.025', '0.05', '10', '+Inf'].map(bucket)).toEqual(['2', '3', '3', '4', '4', '5']);
    expect(value('rolecall_request_seconds_count{service="sts",action="AssumeRole"}')).toBe('5');
    expect(Number(value('rolecall_request_seconds_sum{service="sts",action="AssumeRole"}'))).toBeCloseTo(20.033);
  });

  it('has no series for what a caller makes up', () => {
    const { note, lines } = counting();
    for (let i = 0; i < 1000; i++) {
      note({ action: `Made"Up\n${i}`, isKnown: false, ...refused('InvalidAction', 400) });
      note({ service: undefined, action: undefined, isKnown: false, status: 302 });
    }
    expect(lines().length).toBeLessThan(60);
    expect(lines().join('\n')).toContain('rolecall_requests_total{service="sts",action="other",status="4xx"} 1000');
    expect(lines().join('\n')).toContain('rolecall_requests_total{service="none",action="other",status="3xx"} 1000');
    expect(lines().join('\n')).not.toContain('Made');
  });

  it('is what the text format asks for: each family once, its help and type before its figures', () => {
    const { note, lines } = counting();
    note({}, 3);
    note({ action: 'GetUser', service: 'iam', ...refused('NoSuchEntity', 404) }, 1);
    const seen = new Set<string>();
    let family = '';
    for (const line of lines().slice(0, -1)) {
      const header = /^# (HELP|TYPE) (\w+) (.+)$/.exec(line);
      if (header?.[1] === 'HELP') {
        expect(seen.has(header[2]!)).toBe(false);
        family = header[2]!;
        seen.add(family);
      } else if (header === null) {
        const [, name] = /^([a-z_0-9]+)(?:\{(?:[a-z]+="(?:[^"\\\n]|\\["\\n])*",?)+\})? [0-9.e+-]+$/.exec(line) ?? [];
        expect([line, name?.startsWith(family)]).toEqual([line, true]);
      } else expect(header[2]).toBe(family);
    }
    expect(lines().at(-1)).toBe('');
    expect(new Set(lines().slice(0, -1)).size).toBe(lines().length - 1);
  });
});
