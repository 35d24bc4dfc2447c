import { ProfileError } from '../problems.ts';
import { readIni, type Section, type Setting } from './ini.ts';

/** A text that was edited, and which of its lines went and came. */
export interface Edited {
  readonly text: string;
  readonly changes: readonly Change[];
}

/** A line that is replaced, or comes anew where `before` is absent. */
export interface Change {
  readonly before?: string;
  readonly after: string;
}

/**
 * Sets settings of a section of an AWS configuration file. Everything else stays as it stands, to the byte: comments, order, what
 * nobody knows, spaces around an equal-sign, the way in which lines end. A section that is missing comes at the end.
 */
export function editIni(
  file: string,
  text: string,
  wanted: { readonly isSection: (header: string) => boolean; readonly header: string },
  settings: ReadonlyMap<string, string>,
): Edited {
  for (const [name, value] of settings) checkValue(name, value);
  const sections = readIni(file, text);
  const index = sections.findIndex(({ header }) => wanted.isSection(header));
  const lines = text === '' ? [] : text.split('\n');
  const end = lines.some((line) => line.endsWith('\r')) ? '\r' : '';
  const changes: Change[] = [];
  const section = sections[index];
  if (section === undefined) {
    const added = [`[${wanted.header}]`, ...[...settings].map(([name, value]) => `${name} = ${value}`)];
    changes.push(...added.map((after) => ({ after })));
    return { text: appended(text, added, end), changes };
  }

  const missing: string[] = [];
  for (const [name, value] of settings) {
    const held = section.settings.get(name);
    if (held === undefined) missing.push(`${name} = ${value}`);
    else if (held.value !== value) changes.push(replace(lines, held, value));
  }
  if (missing.length > 0) {
    const at = lastLineOf(section, lines, sections[index + 1]);
    // A line that is further in than a setting above it goes on with it: what comes between stands as far in.
    const indent = /^\s*/.exec(sections[index + 1] === undefined ? '' : lines[sections[index + 1]!.line - 1]!)![0];
    const added = missing.map((line) => indent + line);
    lines.splice(at, 0, ...added.map((line) => line + end));
    // What follows the last line of a text without an end needs the end that it lacked.
    const edited = lines.join('\n');
    changes.push(...added.map((after) => ({ after })));
    return {
      text: text.endsWith('\n') || !edited.endsWith(`${added.at(-1)}${end}`) ? edited : `${edited.trimEnd()}${end}\n`,
      changes,
    };
  }
  return { text: lines.join('\n'), changes };
}

/** What would be read as something else, or not at all, by some reader: there are more ends of lines than two. */
function checkValue(name: string, value: string): void {
  if (value === '' || value !== value.trim() || /[\p{Cc}\p{Zl}\p{Zp}]|(^|\s)[#;]/u.test(value))
    throw new ProfileError(`no value that can stand in a configuration file for ${name}`);
}

function replace(lines: string[], { file, line, value: held, nested }: Setting, value: string): Change {
  const at = line - 1;
  const before = lines[at]!;
  if (held.includes('\n') || nested.size > 0)
    throw new ProfileError(`${file}:${line}: this setting goes on in the lines below it: change it by hand`);
  const [, name, rest] = /^([^=]*=[ \t]*)(.*)$/s.exec(before)!;
  lines[at] = `${name}${value}${rest!.slice(held.length)}`;
  return { before: before.replace(/\r$/, ''), after: lines[at].replace(/\r$/, '') };
}

/** The line after the last one of a section that says anything: comments above the next section are its own. */
function lastLineOf(section: Section, lines: readonly string[], next: Section | undefined): number {
  let last = section.line;
  for (let at = section.line; at < (next === undefined ? lines.length : next.line - 1); at++)
    if (!/^\s*([#;]|$)/.test(lines[at]!)) last = at + 1;
  return last;
}

function appended(text: string, added: readonly string[], end: string): string {
  const gap = text === '' ? '' : text.endsWith('\n') ? `${end}\n` : `${end}\n${end}\n`;
  return `${text}${gap}${added.map((line) => `${line}${end}\n`).join('')}`;
}
