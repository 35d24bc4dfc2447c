import { rules } from './rules.ts';
import type { Finding } from './types.ts';

/** The findings of one file. */
export interface LintedFile {
  /** The path as it was given, or `-`. */
  readonly file: string;
  readonly findings: readonly Finding[];
}

/**
 * The findings as SARIF 2.1.0, which code hosts and editors read
 * (https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/sarif-v2.1.0-os.html).
 */
export function sarif(files: readonly LintedFile[], version: string): unknown {
  const indexes = new Map(rules.map(({ id }, i) => [id, i]));
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'rolecall lint',
            semanticVersion: version,
            rules: rules.map(({ id, level, title, why, advice }) => ({
              id,
              name: pascal(id),
              shortDescription: { text: title },
              fullDescription: { text: why },
              help: { text: advice },
              defaultConfiguration: { level },
            })),
          },
        },
        columnKind: 'utf16CodeUnits',
        artifacts: files.map(({ file }) => ({ location: { uri: uriOf(file) } })),
        results: files.flatMap(({ file, findings }, index) =>
          findings.map(({ rule, level, message, from, to }) => ({
            ruleId: rule,
            ruleIndex: indexes.get(rule)!,
            level,
            message: { text: message },
            locations: [
              {
                physicalLocation: {
                  artifactLocation: { uri: uriOf(file), index },
                  region: { startLine: from.line, startColumn: from.column, endLine: to.line, endColumn: to.column },
                },
              },
            ],
          })),
        ),
      },
    ],
  };
}

const pascal = (id: string): string =>
  id.replaceAll(/(?:^|-)([a-z0-9])/g, (_all, letter: string) => letter.toUpperCase());

/** A path as a relative reference; what is piped in has none. */
const uriOf = (file: string): string =>
  file === '-' ? 'stdin' : file.split(/[\\/]/).map(encodeURIComponent).join('/');
