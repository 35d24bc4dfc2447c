import type { Clock } from '../base/clock.ts';
import type { ForwardedCall, RequestEvent } from '../operation/request-event.ts';
import { type Family, type Sample, write } from './exposition.ts';

/**
 * What is counted of requests, for Prometheus. Counting is a look-up and a few additions, since it happens for every answer;
 * all else is done when somebody asks. No label holds anything that a caller can choose: an action that does not exist is
 * `other`. Nor does any name an account or a principal: there are many, and who reads figures need not know them.
 */
export interface Metrics {
  note(event: Noted): void;
  /** All figures, in the text format of Prometheus. */
  text(gauges: readonly Gauge[]): string;
}

export type Noted = Pick<
  RequestEvent,
  'service' | 'action' | 'isKnown' | 'status' | 'fault' | 'startedAtMs' | 'forwarded'
>;

/** A figure that is read when somebody asks. */
export interface Gauge {
  readonly name: string;
  readonly help: string;
  readonly type?: 'gauge' | 'counter';
  readonly samples: readonly Sample[];
}

/** Upper bounds in seconds. A clock of whole milliseconds tells nothing apart below the first. */
const BOUNDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];

/** The operations that issue credentials or tokens. */
const ISSUING = new Set(
  'AssumeRole AssumeRoleWithSAML AssumeRoleWithWebIdentity AssumeRoot GetFederationToken GetSessionToken GetWebIdentityToken'.split(
    ' ',
  ),
);

/** The figures of one operation. */
interface Series {
  readonly service: string;
  readonly action: string;
  /** By the first digit of the status. */
  readonly statuses: Uint32Array;
  readonly refusals: Map<string, number>;
  /** One place for each bound, and one for what is beyond. */
  readonly buckets: Uint32Array;
  seconds: number;
}

export function metrics(clock: Clock): Metrics {
  const services = new Map<string, Map<string, Series>>();
  const judged = { allow: 0, deny: 0, unproven: 0 };

  function seriesOf(service: string, action: string): Series {
    const actions = services.get(service) ?? new Map<string, Series>();
    let series = actions.get(action);
    if (series === undefined) {
      series = {
        service,
        action,
        statuses: new Uint32Array(6),
        refusals: new Map(),
        buckets: new Uint32Array(BOUNDS.length + 1),
        seconds: 0,
      };
      actions.set(action, series);
      services.set(service, actions);
    }
    return series;
  }

  return {
    note({ service, action, isKnown, status, fault, startedAtMs, forwarded }) {
      const series = seriesOf(service ?? 'none', isKnown && action !== undefined ? action : 'other');
      series.statuses[Math.trunc(status / 100)]!++;
      if (fault !== undefined) series.refusals.set(fault.code, (series.refusals.get(fault.code) ?? 0) + 1);
      const seconds = Math.max(0, clock.now() - startedAtMs) / 1000;
      let place = 0;
      while (place < BOUNDS.length && seconds > BOUNDS[place]!) place++;
      series.buckets[place]!++;
      series.seconds += seconds;
      if (forwarded !== undefined) judged[outcomeOf(forwarded)]++;
    },
    text: (gauges) =>
      write([
        ...familiesOf([...services.values()].flatMap((actions) => [...actions.values()])),
        judgedFamily(judged),
        ...gauges,
      ]),
  };
}

const outcomeOf = ({ decided }: ForwardedCall): 'allow' | 'deny' | 'unproven' =>
  decided === undefined ? 'unproven' : decided.decision.allowed ? 'allow' : 'deny';

const judgedFamily = (judged: Readonly<Record<string, number>>): Family => ({
  name: 'rolecall_authorize_answers_total',
  help: 'What services were answered about requests that they received.',
  type: 'counter',
  samples: Object.entries(judged).map(([answer, value]) => ({ labels: { answer }, value })),
});

function familiesOf(all: readonly Series[]): Family[] {
  const labels = ({ service, action }: Series) => ({ service, action });
  return [
    {
      name: 'rolecall_requests_total',
      help: 'Requests, by operation and class of the status.',
      type: 'counter',
      samples: all.flatMap((series) =>
        [...series.statuses].flatMap((value, hundreds) =>
          value === 0 ? [] : [{ labels: { ...labels(series), status: `${hundreds}xx` }, value }],
        ),
      ),
    },
    {
      name: 'rolecall_refusals_total',
      help: 'Requests that were refused, by operation and code.',
      type: 'counter',
      samples: all.flatMap((series) =>
        [...series.refusals].map(([code, value]) => ({ labels: { ...labels(series), code }, value })),
      ),
    },
    {
      name: 'rolecall_throttled_total',
      help: 'Requests that were refused because there were too many.',
      type: 'counter',
      samples: ['sts', 'iam', 'rolecall'].map((service) => ({
        labels: { service },
        value: sum(all.filter((one) => one.service === service).map(({ refusals }) => refusals.get('Throttling') ?? 0)),
      })),
    },
    {
      name: 'rolecall_sessions_issued_total',
      help: 'Sessions and tokens that were issued, by the operation that did.',
      type: 'counter',
      samples: all
        .filter(({ action }) => ISSUING.has(action))
        .map(({ action, statuses }) => ({ labels: { kind: action }, value: statuses[2]! })),
    },
    {
      name: 'rolecall_request_seconds',
      help: 'Time from the whole request to its answer.',
      type: 'histogram',
      samples: all.flatMap(histogramOf),
    },
  ];
}

/** Cumulative, as the format has it: each bucket holds those below it too. */
function histogramOf({ service, action, buckets, seconds }: Series): Sample[] {
  const labels = { service, action };
  let below = 0;
  const bounded = [...buckets].map((value, place) => {
    below += value;
    return { suffix: '_bucket', labels: { ...labels, le: String(BOUNDS[place] ?? '+Inf') }, value: below };
  });
  return [...bounded, { suffix: '_sum', labels, value: seconds }, { suffix: '_count', labels, value: below }];
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
