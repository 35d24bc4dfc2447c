import {
  awsQuotas,
  type Quota,
  type QuotaName,
  type Quotas,
  quotaSetting,
  quotaTable,
} from '../../operation/quotas.ts';
import { readInteger } from '../read-integer.ts';
import { Refusal } from '../refusal.ts';

/** Reads `NAME=VALUE`, once a quota; of a name that is said twice the last counts. An unknown name is refused by name. */
export function quotaSettings(said: readonly string[]): Partial<Quotas> {
  const read = said.map((each) => {
    const [, name, value] = /^([^=]*)=(.*)$/.exec(each) ?? [];
    if (name === undefined || value === undefined) throw new Error('expected NAME=VALUE');
    const found = BY_SETTING.get(name);
    if (found === undefined) throw new Error(`there is no quota \`${name}\`: expected a name of docs/quotas.md`);
    const { min, max }: Quota = quotaTable[found];
    return [found, readInteger(value, min, max, ` of \`${name}\``)] as const;
  });
  return Object.fromEntries(read);
}

/** AWS's quotas, with those that the settings change. A number that is said in both ways must be the same. */
export function quotasOf(settings: {
  readonly quota: Partial<Quotas> | undefined;
  readonly 'session-policy-size': number | undefined;
}): Quotas {
  const { quota = {}, 'session-policy-size': alias } = settings;
  const sessionPolicySize = quota.sessionPolicySize ?? alias ?? awsQuotas.sessionPolicySize;
  if (alias !== undefined && alias !== sessionPolicySize)
    throw new Refusal('`--session-policy-size` and `--quota session-policy-size` differ', 'usage');
  return { ...awsQuotas, ...quota, sessionPolicySize };
}

const BY_SETTING = new Map((Object.keys(quotaTable) as QuotaName[]).map((name) => [quotaSetting(name), name]));
