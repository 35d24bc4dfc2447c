import { styleText } from 'node:util';
import { type Outline, settle, type Told } from '../../../client/profiles/connection-for.ts';
import type { Terminal } from '../../terminal.ts';
import type { CallerOptions } from '../caller-flags.ts';
import { patience } from '../patience.ts';
import { sentenceOf } from '../refusals.ts';
import { toldBy } from '../told-by.ts';
import { callerFinding } from './caller.ts';
import { endpointFindings } from './endpoint.ts';
import { environmentFindings } from './environment.ts';
import { fileFindings } from './files.ts';
import { type Finding, fail, ok, warn } from './finding.ts';

/** Looks at one thing after the other, from what is nearest; what hangs on something that failed is not looked at. */
export async function examine(
  options: CallerOptions & { readonly data?: string },
  terminal: Terminal,
): Promise<readonly Finding[]> {
  const told = toldBy(options, terminal);
  const waiting = patience(terminal, 'looking');
  try {
    const findings: Finding[] = [nodeFinding(), ...fileFindings(process.env, options.data)];
    const settled = await configuration(told, findings);
    if (settled === undefined) return findings;
    findings.push(...environmentFindings(process.env, settled));
    const { found, isThere } = await endpointFindings(settled, () => Date.now());
    findings.push(...found);
    if (isThere) findings.push(await callerFinding(settled));
    return findings;
  } finally {
    waiting.end();
  }
}

async function configuration(told: Told, findings: Finding[]): Promise<Outline | undefined> {
  try {
    const settled = await settle(told);
    const { plan, from, profile } = settled;
    const roles = plan.steps.length === 0 ? '' : `, through ${plan.steps.map((step) => step.RoleArn).join(', then ')}`;
    findings.push(
      plan.credentials === undefined
        ? warn(
            'configuration',
            `profile \`${profile}\` says nothing of credentials`,
            '`rolecall configure --keys FILE` writes some',
          )
        : ok('configuration', `credentials from ${from.credentials}${roles}`),
    );
    return settled;
  } catch (error) {
    const sentence = sentenceOf(error);
    if (sentence === undefined) throw error;
    findings.push(fail('configuration', sentence, 'mend what it names; every client of AWS reads it too'));
    return undefined;
  }
}

/** The launcher lets no older one in; the program itself may have been started in another way. */
function nodeFinding(): Finding {
  const major = Number(process.versions.node.split('.')[0]);
  return major >= 24
    ? ok('node', `Node ${process.versions.node}`)
    : fail('node', `Node ${process.versions.node} is too old`, 'install Node 24 or newer');
}

const MARKS = { ok: 'green', warn: 'yellow', fail: 'red' } as const;

/** The findings in a table; colours where somebody sees them and has not forbidden them. */
export function findingsText(findings: readonly Finding[]): string {
  const width = Math.max(...findings.map(({ name }) => name.length)) + 3;
  return findings
    .map(({ name, status, sentence, advice }) => {
      const mark = styleText(MARKS[status], status.padEnd(4), { stream: process.stdout });
      const more = advice === undefined ? '' : `${' '.repeat(width + 7)}${advice}\n`;
      return `${mark}   ${name.padEnd(width)}${sentence}\n${more}`;
    })
    .join('');
}
