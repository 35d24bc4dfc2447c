import type { ErrorFacts } from '../model/facts.ts';
import { common } from '../model/fault.ts';
import { type Block, item, paragraph } from './document.ts';
import { NOT_ANSWERED, type WordsOfOne } from './words-of.ts';

/**
 * The codes that every operation may answer, those that the model declares, and those of which there are words. What is
 * declared and never answered here stands together at the end.
 */
export function errorBlocks(declared: readonly ErrorFacts[], words: WordsOfOne): readonly Block[] {
  if (words.operation.isMissing) return [item('NotImplemented', '501', paragraph('Always.'))];
  const codes = new Map([
    ...EVERYWHERE.map(withStatus),
    ...declared.map(({ code, status }) => [code, status] as const),
  ]);
  for (const code of Object.keys(words.operation.errors ?? {})) if (!codes.has(code)) codes.set(...withStatus(code));
  const answered = [...codes.keys()].filter((code) => !words.error(code).startsWith(NOT_ANSWERED));
  const others = [...codes.keys()].filter((code) => !answered.includes(code));
  return [
    ...answered.map((code) => item(code, String(codes.get(code)), paragraph(words.error(code)))),
    ...(others.length === 0
      ? []
      : [
          paragraph(
            `Declared by AWS, and not answered here: ${others.map((code) => reasoned(code, words)).join('; ')}.`,
          ),
        ]),
  ];
}

const EVERYWHERE = ['AccessDenied', 'ValidationError'];

/** `RegionDisabledException` (no region can be switched off) */
function reasoned(code: string, words: WordsOfOne): string {
  const reason = words.error(code).slice(NOT_ANSWERED.length).replace(/^: /, '').replace(/\.$/, '');
  return reason === '' ? `\`${code}\`` : `\`${code}\` (${reason})`;
}

const withStatus = (code: string): readonly [string, number] => [code, UNDECLARED.get(code) ?? 400];

const UNDECLARED = new Map<string, number>(Object.values(common).map(({ code, status }) => [code, status]));
