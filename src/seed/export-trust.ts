import { renderedTrust } from '../iam/roles/trust.ts';
import type { TrustRecord } from '../store/records.ts';
import type { Reads } from '../store/store.ts';
import { NOBODY } from './principals.ts';

/**
 * A trust policy with its principals under the names that they bear now. One that is gone shows as its bare unique id, which
 * nobody bears or ever will: it trusts and refuses nobody, and is left out, with the statement that names nobody else.
 */
export async function liveTrust(reads: Reads, trust: TrustRecord): Promise<string> {
  const text = await renderedTrust(reads, trust);
  const document = JSON.parse(text) as Document;
  const statements = Array.isArray(document.Statement) ? document.Statement : [document.Statement];
  if (!statements.some((statement) => principalsIn(statement).some(isGone))) return text;
  const kept = statements.map(withoutGone).filter((statement) => statement !== undefined);
  return kept.length === 0 ? NOBODY : JSON.stringify({ ...document, Statement: kept });
}

interface Document {
  readonly Statement: Statement | readonly Statement[];
}

interface Statement {
  readonly Principal?: string | Readonly<Record<string, string | readonly string[]>>;
}

const listOf = (value: string | readonly string[] | undefined): readonly string[] =>
  value === undefined ? [] : typeof value === 'string' ? [value] : value;

const principalsIn = ({ Principal }: Statement): readonly string[] =>
  typeof Principal === 'object' ? listOf(Principal.AWS) : [];

/** Users and roles have such ids, and no ARN or account number looks like one. */
const isGone = (principal: string): boolean => /^A(?:IDA|ROA)[A-Z0-9]+$/.test(principal);

function withoutGone(statement: Statement): Statement | undefined {
  if (typeof statement.Principal !== 'object') return statement;
  const { AWS, ...others } = statement.Principal;
  const present = listOf(AWS).filter((principal) => !isGone(principal));
  if (present.length === listOf(AWS).length) return statement;
  if (present.length > 0) return { ...statement, Principal: { ...statement.Principal, AWS: present } };
  return Object.keys(others).length > 0 ? { ...statement, Principal: others } : undefined;
}
