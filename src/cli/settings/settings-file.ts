import { readFileSync } from 'node:fs';
import { Refusal } from '../refusal.ts';
import { settings } from '../settings.ts';
import type { Flags } from './read-settings.ts';

/** Reads `rolecall.yaml`: one mapping of setting names to values. A missing file is no settings, unless it was asked for. */
export async function settingsFile(file: string, wanted: boolean): Promise<Flags> {
  let contents: string;
  try {
    contents = readFileSync(file, 'utf8');
  } catch (error) {
    if (!wanted && (error as NodeJS.ErrnoException).code === 'ENOENT') return {};
    throw new Refusal(`cannot read settings file \`${file}\`: ${(error as Error).message}`);
  }
  const { parse } = await import('yaml');
  const parsed: unknown = parseOrRefuse(parse, contents, file);
  if (parsed === null || parsed === undefined) return {};
  if (typeof parsed !== 'object' || Array.isArray(parsed))
    throw new Refusal(`settings file \`${file}\` is not a mapping`);
  return Object.fromEntries(
    Object.entries(parsed).map(([name, value]) => {
      if (name === 'quotas') return ['quota', quotasIn(value, file)];
      if (!Object.hasOwn(settings, name) || name === 'quota')
        throw new Refusal(`settings file \`${file}\`: no such setting: \`${name}\``);
      return [name, Array.isArray(value) ? value.map(String) : String(value)];
    }),
  );
}

/** The mapping `quotas` of the file, in the form in which the flag has it. */
function quotasIn(value: unknown, file: string): readonly string[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new Refusal(`settings file \`${file}\`: \`quotas\` is not a mapping`);
  return Object.entries(value).map(([name, number]) => `${name}=${number}`);
}

function parseOrRefuse(parse: (text: string) => unknown, contents: string, file: string): unknown {
  try {
    return parse(contents);
  } catch (error) {
    throw new Refusal(`settings file \`${file}\` is not YAML: ${(error as Error).message.split('\n')[0]}`);
  }
}
