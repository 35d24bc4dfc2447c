export interface Fault {
  readonly file: string;
  /** Stands in the file exactly once. */
  readonly search: string;
  readonly replace: string;
  readonly what: string;
}

/** Mistakes that somebody could make in the engine, one line each. */
export const faults: readonly Fault[] = [
  fault(
    'policy/decide',
    "'boundary', 'session'] as const;",
    "'session'] as const;",
    'a Deny in the boundary is not heard',
  ),
  fault(
    'policy/decide',
    "'identity', 'boundary', 'session'] as",
    "'identity', 'boundary'] as",
    'a Deny in a session policy is not heard',
  ),
  fault('policy/decide', "['rcp', 'scp', 'endpoint',", "['rcp', 'scp',", 'a Deny of the endpoint is not heard'),
  fault('policy/decide', "if (!verdicts.endpoint.allowed) return 'endpoint';", '', 'the endpoint need not allow'),
  fault('policy/decide', "if (!verdicts.scp.allowed) return 'scp';", '', 'service control policies need not allow'),
  fault(
    'policy/decide',
    'principal.account !== layers.resourceAccount',
    "principal.account !== layers.resourceAccount && grant !== 'direct'",
    'a direct grant is enough across accounts',
  ),
  fault(
    'policy/decide',
    'return limits();',
    'return undefined;',
    'a grant to the role lifts boundary and session policy',
  ),
  fault(
    'policy/decide',
    "return guard === 'trust' ? 'trust' : own();",
    'return own();',
    'the trust policy is not mandatory',
  ),
  fault('policy/decide', '{ ...identity, allowed: true }', 'identity', 'root needs a policy'),
  fault(
    'policy/decide',
    "type === 'federated-user' ? { ...ABSENT",
    "type === 'anonymous' ? { ...ABSENT",
    "a federated user without session policy has its user's permissions",
  ),
  fault(
    'policy/decide',
    'hasBoundary: layers.boundary !== undefined',
    'hasBoundary: false',
    'NotPrincipal forgets boundaries',
  ),
  fault(
    'policy/verdict',
    'verdicts.every((verdict)',
    'verdicts.some((verdict)',
    'one level of an organization is enough',
  ),
  fault('policy/verdict', 'strength[a] >= strength[b]', 'strength[a] <= strength[b]', 'the weakest grant counts'),
  fault(
    'policy/condition',
    "if (ifExists || qualifier === 'ForAllValues') return true;",
    'if (ifExists) return true;',
    'ForAllValues fails on a missing key',
  ),
  fault(
    'policy/condition',
    "return qualifier === 'ForAnyValue' ? false : negated;",
    'return negated;',
    'ForAnyValue negated holds for a missing key',
  ),
  fault(
    'policy/condition',
    "value.kind === 'single' && test(value.value, context)",
    "test(value.kind === 'single' ? value.value : (value.values[0] ?? ''), context)",
    'a scalar operator asks the first of many values',
  ),
  fault(
    'policy/condition',
    'value.values.every(',
    'value.values.length > 0 && value.values.every(',
    'ForAllValues fails on the empty list',
  ),
  fault('policy/condition', 'const name = asciiLower(key);', 'const name = key;', 'the case of condition keys counts'),
  fault(
    'policy/condition',
    "if (qualifier !== undefined) return () => qualifier === 'ForAllValues';",
    '',
    'Null ignores its qualifier',
  ),
  fault('policy/operators', "if (effect === 'Deny') return true;", '', 'a malformed ARN in a Deny matches nothing'),
  fault(
    'policy/operators',
    '(value, operand) => compareDecimals(value, operand) <= 0',
    '(value, operand) => compareDecimals(value, operand) < 0',
    'NumericLessThanEquals is NumericLessThan',
  ),
  fault('policy/families', "return asciiLower(text) === 'true';", "return text === 'true';", 'TRUE is not true'),
  fault(
    'policy/families',
    'return !(isIpv6(network) && network.hostBits) && contains(network, value);',
    'return contains(network, value);',
    'host bits of an IPv6 block are ignored',
  ),
  fault('policy/families', "if (text === '*') return () => any;", '', 'the star matches no ARN'),
  fault(
    'policy/variables',
    'resolved.push({ text, literal: true });',
    'resolved.push({ text, literal: false });',
    'a star from a variable is a wildcard',
  ),
  fault(
    'policy/variables',
    "found.kind === 'single' ? found.value : undefined",
    "found.kind === 'single' ? found.value : piece.fallback",
    'a list falls back to the default',
  ),
  fault(
    'policy/variables',
    "if (!substitution || !text.includes('${'))",
    "if (!text.includes('${'))",
    'documents of 2008 have variables',
  ),
  fault(
    'policy/variables',
    'found === undefined ? piece.fallback',
    "found === undefined || (found.kind === 'single' && found.value === '') ? piece.fallback",
    'an empty value falls back to the default',
  ),
  fault(
    'policy/pattern',
    'token === ANY || token',
    '(token === ANY && text.charCodeAt(at) < 0xd800) || token',
    'a question mark is no half of an emoji',
  ),
  fault(
    'policy/resource',
    'padsShortArns.has(kind) || /[*?]/.test(entry)',
    'padsShortArns.has(kind)',
    'a short ARN with a wildcard is not filled up in a resource policy',
  ),
  fault(
    'policy/resource',
    'const everything = entries.includes(',
    'const everything = negated || entries.includes(',
    'NotResource never applies',
  ),
  fault(
    'policy/principals',
    '(hasBoundary || !isListed(named, principal)',
    '(!isListed(named, principal)',
    'NotPrincipal exempts callers with a boundary',
  ),
  fault(
    'policy/principals',
    "return principal.type === 'user' ? 'direct' : 'entity';",
    "return 'direct';",
    "a role's ARN is as good as the session's",
  ),
  fault(
    'policy/principals',
    'if (!namesAccount(names, principal)) return false;',
    '',
    'NotPrincipal need not list the account',
  ),
  fault('base/addresses', 'return [address[3]!];', 'return address;', 'a mapped address is not the IPv4 address'),
  fault(
    'base/dates',
    'Number(minutes) - offsetMinutes',
    'Number(minutes) + offsetMinutes',
    'time zones count backwards',
  ),
  fault(
    'base/integers',
    'return a.text === b.text ? 0 : compareDigits(digitsOf(a.text), digitsOf(b.text));',
    'return 0;',
    'numbers beyond 2^53 are rounded',
  ),
];

function fault(file: string, search: string, replace: string, what: string): Fault {
  return { file: `src/${file}.ts`, search, replace, what };
}
