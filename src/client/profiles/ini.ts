import { ProfileError } from '../problems.ts';

/** A section of an AWS configuration file, as it stands there. */
export interface Section {
  /** What stands between the brackets: `profile dev`. */
  readonly header: string;
  readonly line: number;
  /** By name, in lower case. */
  readonly settings: ReadonlyMap<string, Setting>;
}

export interface Setting {
  readonly value: string;
  /** The settings below one without a value of its own, as `sts =` in a section `services` has. */
  readonly nested: ReadonlyMap<string, string>;
  readonly file: string;
  readonly line: number;
}

/** Far more than anybody's file. */
const LENGTH_MAX = 4 * 1024 * 1024;

/**
 * Reads an AWS configuration file. What AWS's clients read in different ways is refused by its line: a section or a setting that
 * stands twice, which the AWS CLI refuses and SDKs merge, and a line without `=`. A comment after a value is one, as for the SDKs.
 */
export function readIni(file: string, text: string): Section[] {
  if (text.length > LENGTH_MAX) throw new ProfileError(`\`${file}\` is too long to be a configuration file`);
  const refuse = (line: number, sentence: string): never => {
    throw new ProfileError(`${file}:${line}: ${sentence}`);
  };
  const sections: Open[] = [];
  const seen = new Map<string, number>();
  let open: OpenSetting | undefined;

  for (const [index, raw] of text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .entries()) {
    const line = index + 1;
    if (/^\s*([#;]|$)/.test(raw)) continue;
    const indent = raw.search(/\S/);
    const section = sections.at(-1);
    if (open !== undefined && indent > open.indent) {
      continueSetting(open, bare(raw), () => refuse(line, 'no setting: `name = value` is expected'));
      continue;
    }
    open = undefined;
    const header = /^\s*\[(.*)\]\s*([#;].*)?$/.exec(raw)?.[1]?.trim();
    if (header !== undefined) {
      const before = seen.get(header);
      if (before !== undefined) refuse(line, `\`[${header}]\` stands in line ${before} already`);
      seen.set(header, line);
      sections.push({ header, line, settings: new Map() });
      continue;
    }
    const [name, value] = pairOf(bare(raw)) ?? refuse(line, 'neither `[section]` nor `name = value`');
    if (section === undefined) return refuse(line, 'a setting before any `[section]`');
    const before = section.settings.get(name);
    if (before !== undefined) refuse(line, `\`${name}\` stands in line ${before.line} already`);
    open = { value, nested: new Map(), file, line, indent };
    section.settings.set(name, open);
  }
  return sections;
}

interface Open extends Section {
  readonly settings: Map<string, OpenSetting>;
}

interface OpenSetting extends Setting {
  value: string;
  readonly nested: Map<string, string>;
  readonly indent: number;
}

/** A line further in goes on with the setting above it: one of its own below a name without a value, else more of the value. */
function continueSetting(open: OpenSetting, text: string, refuse: () => never): void {
  if (open.value !== '') {
    open.value += `\n${text}`;
    return;
  }
  const [name, value] = pairOf(text) ?? refuse();
  open.nested.set(name, value);
}

/** A comment begins at the line's start, or after white space. */
const bare = (line: string): string => line.replace(/\s[#;].*$/, '').trim();

function pairOf(text: string): [name: string, value: string] | undefined {
  const equals = text.indexOf('=');
  return equals < 1 ? undefined : [text.slice(0, equals).trim().toLowerCase(), text.slice(equals + 1).trim()];
}
