import type { ReadEvent } from '../audit/read-trail.ts';
import type { ListedSession } from '../audit/sessions.ts';
import type { Verified } from '../audit/verify-trail.ts';
import type { Reasons } from '../audit/why.ts';
import { printable } from './harmless.ts';

/** An event in one line for a person. What a client wrote stands in it, so whatever a terminal would obey is spelt out. */
export function eventLine(event: ReadEvent): string {
  const { userIdentity, errorCode, errorMessage } = event;
  const who = userIdentity?.arn ?? userIdentity?.principalId ?? userIdentity?.type ?? '-';
  const outcome =
    errorCode === undefined ? 'ok' : `${errorCode}${errorMessage === undefined ? '' : `: ${errorMessage}`}`;
  return printable(
    [
      event.eventTime,
      event.recipientAccountId || '-',
      event.eventName,
      who,
      event.sourceIPAddress ?? '-',
      event.eventID,
      outcome,
    ].join('  '),
  );
}

/** Why a call was refused: the words, the layer, the statements, and what was known of the request. */
export function reasonsText({ event, decision, statements, documents }: Reasons): string {
  const { action, resource, because, layer } = decision;
  const looked = decision.documents.map((document) => {
    const level = document.level === undefined ? '' : ` ${document.level}`;
    const kept = documents.has(document.sha256) ? '' : ' (not kept)';
    return `  ${document.layer}${level}  ${document.source ?? '-'}  sha256:${document.sha256}${kept}`;
  });
  const context = Object.entries(decision.context).map(([key, value]) => `  ${key} = ${[value].flat().join(', ')}`);
  return printableLines([
    eventLine(event),
    '',
    `${action} on ${resource}: ${because}${layer === undefined ? '' : `, by ${layer}`}`,
    ...statements.flatMap(({ layer: name, text }) => ['', `The statement that refused, in ${name}:`, text]),
    '',
    'Policies that were consulted:',
    ...(looked.length === 0 ? ['  none'] : looked),
    '',
    'The context of the request:',
    ...context,
  ]);
}

export function sessionText(session: ListedSession): string {
  const { arn, accessKeyId, by, begunAt, expiresAt, sourceIdentity, chain } = session;
  const source = sourceIdentity === undefined ? [] : [`source identity ${sourceIdentity}`];
  const chained = chain === undefined || chain.length < 3 ? [] : [`through ${chain.join(' > ')}`];
  return printable(
    [arn, accessKeyId, `by ${by}`, `from ${begunAt}`, `until ${expiresAt}`, ...source, ...chained].join('  '),
  );
}

export function verifiedText({ files, batches, events, problems, notes, head }: Verified): string {
  return printableLines([
    ...problems.map((problem) => `BROKEN  ${problem}`),
    ...notes.map((note) => `note    ${note}`),
    `${files} files, ${batches} batches, ${events} events; the end is batch ${head.batch}, ${head.seal || 'no seal'}`,
  ]);
}

const printableLines = (lines: readonly string[]): string =>
  `${lines
    .flatMap((line) => line.split('\n'))
    .map(printable)
    .join('\n')}\n`;
