import { styleText } from 'node:util';
import { rules } from '../lint/index.ts';
import type { Finding, Level } from '../lint/types.ts';
import { underlined } from '../policy/underline.ts';
import { printable } from './harmless.ts';
import type { LintedText } from './lint-files.ts';

/** Findings as compilers print them, so that editors find the place; each with its line underlined and what to do. */
export function lintText(files: readonly LintedText[]): string {
  const findings = files.flatMap((file) => file.findings.map((finding) => findingText(file, finding)));
  const counts = (['error', 'warning', 'note'] as const)
    .map((level) => counted(files, level))
    .filter((text) => text !== '');
  const summary = counts.length === 0 ? 'nothing found' : counts.join(', ');
  return `${[...findings, summary].join('\n')}\n`;
}

function findingText({ file, text }: LintedText, { rule, level, message, from, to }: Finding): string {
  const { advice } = rules.find(({ id }) => id === rule)!;
  return [
    `${file}:${from.line}:${from.column}: ${styleText(COLORS[level], level, STYLE)}: ${printable(message)} [${rule}]`,
    ...underlined(text, from, to).map((line) => `  ${printable(line)}`),
    `  ${advice}`,
    '',
  ].join('\n');
}

const STYLE = { stream: process.stdout } as const;
const COLORS = { error: 'red', warning: 'yellow', note: 'cyan' } as const;

function counted(files: readonly LintedText[], level: Level): string {
  const n = files.flatMap(({ findings }) => findings).filter((finding) => finding.level === level).length;
  return n === 0 ? '' : `${n} ${level}${n === 1 ? '' : 's'}`;
}
