import type { Incoming } from '../client/exchange.ts';
import { Unreachable } from '../client/problems.ts';
import { AskingRefused } from './decision.ts';
import type { Answer } from './question.ts';

/** Reads what the server answered. Only an answer that is whole says yes; anything else is thrown. */
export function readAnswer({ status, body }: Incoming, endpoint: string): Answer {
  const said = parsed(body);
  if (status === 200 && isAnswer(said)) return said;
  const error = said?.error as { code?: unknown; message?: unknown } | undefined;
  if (status === 200 || typeof error?.code !== 'string') {
    throw new Unreachable(endpoint, `an answer of status ${status} that is not Rolecall's`);
  }
  const requestId = typeof said?.requestId === 'string' ? said.requestId : undefined;
  throw new AskingRefused({ code: error.code, status, message: String(error.message ?? ''), requestId });
}

function parsed(body: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

function isAnswer(
  said: Readonly<Record<string, unknown>> | undefined,
): said is Readonly<Record<string, unknown>> & Answer {
  if (said?.authenticated === false) return said.decision === 'deny' && hasTexts(said.error, ['code']);
  const isKnown = said?.decision === 'allow' || said?.decision === 'deny';
  return (
    said?.authenticated === true && isKnown && hasTexts(said.principal, ['arn', 'account', 'userId', 'accessKeyId'])
  );
}

const hasTexts = (value: unknown, names: readonly string[]): boolean =>
  typeof value === 'object' &&
  value !== null &&
  names.every((name) => typeof (value as Record<string, unknown>)[name] === 'string');
