/** A mutant that behaves as the engine does, or differs in what no document and no request can show. */
export interface Equivalent {
  readonly file: string;
  /** Part of the original text. */
  readonly original: string;
  readonly why: string;
}

export const equivalents: readonly Equivalent[] = [
  {
    file: 'pattern.ts',
    original: 'next < length',
    why: 'beyond the end of the pattern there is no token, and nothing is equal to it',
  },
  { file: 'pattern.ts', original: 'next === length', why: 'only faster' },
  { file: 'pattern.ts', original: 'rest.length === 1 && rest[0] === STAR', why: 'only faster' },
  { file: 'pattern.ts', original: 'token !== undefined && (', why: 'a unit of a text is never undefined' },
  {
    file: 'pattern.ts',
    original: 'spend(next - star)',
    why: 'how much effort is counted; effort.test.ts holds its order of size, and is too slow to be run here',
  },
  { file: 'pattern.ts', original: 'next > star + 1', why: 'how much effort is counted, as above' },
  { file: 'pattern.ts', original: 'star + 1', why: 'how much effort is counted, as above' },
  { file: 'pattern.ts', original: 'next - star', why: 'how much effort is counted, as above' },
  {
    file: 'action.ts',
    original: 'differsBeforeWildcards(entry, asked.text)',
    why: 'only faster: what it rules out is refused in full, too',
  },
  { file: 'action.ts', original: 'i < entry.length', why: 'only faster, as above' },
  { file: 'action.ts', original: 'const unit = entry.charCodeAt(i)', why: 'only faster, as above' },
  { file: 'action.ts', original: 'unit === ANY', why: 'only faster, as above' },
  { file: 'action.ts', original: 'unit <= 90', why: 'only faster, as above' },
  { file: 'action.ts', original: 'i >= action.length || lowered !== ', why: 'only faster, as above' },
  { file: 'action.ts', original: 'text === asked.text', why: 'only faster, as above' },
  { file: 'action.ts', original: 'colon > 0', why: 'no request asks for an action with an empty half' },
  { file: 'action.ts', original: 'colon < text.length - 1', why: 'no request asks for an action with an empty half' },
  { file: 'action.ts', original: 'text.length - 1', why: 'no request asks for an action with an empty half' },
  {
    file: 'arn-pattern.ts',
    original: 'pattern.rest.length > 0',
    why: 'one pattern over the whole text says what six say, only faster',
  },
  {
    file: 'arn-pattern.ts',
    original: 'patterns.slice(0, 5)',
    why: 'one pattern over the whole text says what six say, only faster',
  },
  { file: 'arn-pattern.ts', original: "head.some((text) => text.includes(':'))", why: 'six patterns are always right' },
  { file: 'verdict.ts', original: 'strength[a] >= strength[b]', why: 'equal grants are equal' },
  { file: 'verdict.ts', original: 'verdict.allows', why: 'the statements of these layers that allow are never named' },
  {
    file: 'principals.ts',
    original: 'provider !== undefined && names.has(provider)',
    why: 'a set of texts does not hold undefined',
  },
  {
    file: 'principals.ts',
    original: 'entityId !== undefined && ids.has(entityId)',
    why: 'a set of texts does not hold undefined',
  },
  {
    file: 'principals.ts',
    original: 'entityArn !== undefined && arns.has(entityArn)',
    why: 'a set of texts does not hold undefined',
  },
  { file: 'principals.ts', original: 'accounts.size === 0', why: 'only faster' },
  { file: 'principals.ts', original: 'Object.hasOwn(bindings, arn)', why: 'no ARN is the name of an inherited field' },
  {
    file: 'principals.ts',
    original: "principal.type === 'anonymous'",
    why: 'nobody lists the account of the anonymous, so the rest says the same',
  },
  { file: 'principals.ts', original: "type === 'AWS'", why: 'kinds of principal that no policy may name' },
  {
    file: 'families.ts',
    original: '!hasVariables(template)',
    why: 'only faster: read beforehand or with each question',
  },
  {
    file: 'families.ts',
    original: 'const pattern = patternFrom(',
    why: 'only faster: read beforehand or with each question',
  },
  { file: 'condition.ts', original: 'context.has(key)', why: 'what a context holds is an object, and so is true' },
  { file: 'keys.ts', original: 'spellings.has(key)', why: 'what is there is no empty text' },
  { file: 'read-tree.ts', original: 'elements[name] !== undefined', why: 'what is there is an object, and so is true' },
  { file: 'read-tree.ts', original: 'error instanceof Misshapen', why: 'nothing else is thrown there' },
  { file: 'addresses.ts', original: 'slash < 0', why: 'no address begins with a slash' },
  { file: 'addresses.ts', original: 'text.length > 45', why: 'no longer text has eight groups; it bounds the work' },
  { file: 'integers.ts', original: "trimmed === ''", why: 'a zero is compared before its scale is' },
  { file: 'integers.ts', original: 'end > 0', why: 'before the first character there is none, and so no zero' },
  { file: 'dates.ts', original: 'zone.slice(4, 6)', why: 'the zone ends there' },
];
