import { parseAst } from 'rolldown/parseAst';

/** One small change of the engine that a test should notice. */
export interface Mutant {
  readonly id: number;
  readonly file: string;
  readonly line: number;
  readonly kind: string;
  readonly original: string;
  readonly replacement: string;
}

interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [field: string]: unknown;
}

/**
 * Writes all mutants of a file into it at once, each behind a switch: `(__mutant(7) ? changed : original)`. Types are not
 * checked again, Node strips them.
 */
export function instrument(file: string, text: string, nextId: () => number): { text: string; mutants: Mutant[] } {
  const mutants: Mutant[] = [];
  const root = parseAst(text, { lang: 'ts', sourceType: 'module' } as never) as unknown as Node;

  const add = (node: Node, kind: string, replacement: string): number => {
    const id = nextId();
    const line = text.slice(0, node.start).split('\n').length;
    mutants.push({ id, file, line, kind, original: text.slice(node.start, node.end), replacement });
    return id;
  };

  /** The text of a node with everything inside it instrumented. */
  const inside = (node: Node): string => {
    let written = '';
    let at = node.start;
    for (const child of childrenOf(node).sort((a, b) => a.start - b.start)) {
      written += text.slice(at, child.start) + whole(child);
      at = child.end;
    }
    return written + text.slice(at, node.end);
  };

  const whole = (node: Node): string => {
    const original = inside(node);
    const removed = isRemovable(node);
    if (removed !== undefined) {
      const id = add(node, removed, removed === 'block' ? '{}' : ';');
      return removed === 'block'
        ? `{ if (!__mutant(${id})) ${original} }`
        : `{ if (!__mutant(${id})) { ${original} } }`;
    }
    const changes = changesOf(node, text);
    return changes.reduce((written, { kind, replacement, target }) => {
      const id = add(target ?? node, kind, replacement);
      return `(__mutant(${id}) ? ${replacement} : ${written})`;
    }, original);
  };

  return { text: inside(root), mutants };
}

interface Change {
  readonly kind: string;
  readonly replacement: string;
  readonly target?: Node;
}

const parents = new WeakMap<Node, { readonly parent: Node; readonly field: string }>();

function childrenOf(node: Node): Node[] {
  const found: Node[] = [];
  for (const [field, value] of Object.entries(node)) {
    for (const child of Array.isArray(value) ? value : [value]) {
      if (!isNode(child) || skipped(node, field, child)) continue;
      parents.set(child, { parent: node, field });
      found.push(child);
    }
  }
  // `{ a }` is one text and two nodes.
  return found.filter(
    (child, i) => !found.some((other, j) => j < i && other.start === child.start && other.end === child.end),
  );
}

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' &&
  value !== null &&
  typeof (value as Node).type === 'string' &&
  typeof (value as Node).start === 'number';

/** Types, imports and names are no behaviour; neither are the words of an error that nobody compares. */
function skipped(node: Node, field: string, child: Node): boolean {
  if (child.type.startsWith('TS') && !TRANSPARENT.has(child.type)) return true;
  if (child.type === 'ImportDeclaration' || child.type === 'ExportAllDeclaration' || child.type === 'ImportExpression')
    return true;
  if (node.type === 'ExportNamedDeclaration' && field === 'source') return true;
  if (field === 'key' && node.computed !== true) return true;
  if (field === 'property' && node.computed !== true) return true;
  if (field === 'directive' || (node.type === 'TemplateLiteral' && field === 'quasis')) return true;
  if (node.type === 'CallExpression' && field === 'arguments' && (node.callee as Node).type === 'Super') return true;
  return node.type === 'NewExpression' && field === 'arguments' && /Error$/.test(String((node.callee as Node).name));
}

const TRANSPARENT = new Set(['TSNonNullExpression', 'TSAsExpression', 'TSSatisfiesExpression', 'TSParameterProperty']);

function isRemovable(node: Node): 'block' | 'statement' | undefined {
  const place = parents.get(node);
  if (place === undefined) return undefined;
  if (node.type === 'BlockStatement') {
    const isConstructor = (parents.get(place.parent)?.parent as Node | undefined)?.kind === 'constructor';
    return isConstructor || (node.body as Node[]).length === 0 ? undefined : 'block';
  }
  if (node.type === 'ContinueStatement' || node.type === 'BreakStatement') {
    return place.parent.type === 'SwitchCase' ? undefined : 'statement';
  }
  if (node.type !== 'ExpressionStatement') return undefined;
  const isSuper = ((node.expression as Node).callee as Node | undefined)?.type === 'Super';
  return isSuper ? undefined : 'statement';
}

const COMPARISONS: Readonly<Record<string, readonly string[]>> = {
  '<': ['<=', '>='],
  '<=': ['<', '>'],
  '>': ['>=', '<='],
  '>=': ['>', '<'],
  '===': ['!=='],
  '!==': ['==='],
};
const ARITHMETIC: Readonly<Record<string, string>> = {
  '+': '-',
  '-': '+',
  '*': '/',
  '/': '*',
  '%': '*',
  '<<': '>>',
  '>>': '<<',
  '>>>': '<<',
  '&': '|',
  '|': '&',
  '^': '&',
};
const METHODS: Readonly<Record<string, string>> = {
  some: 'every',
  every: 'some',
  startsWith: 'endsWith',
  endsWith: 'startsWith',
  has: 'get',
  flatMap: 'map',
};

function changesOf(node: Node, text: string): Change[] {
  const of = (part: unknown) => text.slice((part as Node).start, (part as Node).end);
  const place = parents.get(node);
  const changes: Change[] = [];
  const is = (kind: string, replacement: string) => changes.push({ kind, replacement });
  if (place !== undefined && place.field === 'test') {
    const loops = place.parent.type === 'ForStatement' || place.parent.type === 'WhileStatement';
    if (place.parent.type !== 'SwitchCase') {
      is('condition', 'false');
      if (!loops) is('condition', 'true');
    }
  }
  switch (node.type) {
    case 'BinaryExpression': {
      const operator = String(node.operator);
      const [left, right] = [node.left as Node, node.right as Node];
      // What stands between the operands may hold their brackets.
      const between = text.slice(left.end, right.start);
      const by = (other: string) =>
        text.slice(node.start, left.end) + between.replace(operator, () => other) + text.slice(right.start, node.end);
      for (const other of COMPARISONS[operator] ?? []) is('comparison', by(other));
      const isText = /['"`]/.test(of(left) + of(right));
      if (ARITHMETIC[operator] !== undefined && !isText) is('arithmetic', by(ARITHMETIC[operator]!));
      break;
    }
    case 'LogicalExpression': {
      const [left, right] = [of(node.left), of(node.right)];
      if (node.operator === '??') is('logic', left);
      else is('logic', `(${left}) ${node.operator === '&&' ? '||' : '&&'} (${right})`);
      if (node.operator !== '??') for (const part of [left, right]) is('logic', part);
      break;
    }
    case 'UnaryExpression':
      if (node.operator === '!' || node.operator === '-' || node.operator === '~') is('unary', of(node.argument));
      break;
    case 'UpdateExpression':
      is(
        'update',
        node.prefix
          ? `${node.operator === '++' ? '--' : '++'}${of(node.argument)}`
          : `${of(node.argument)}${node.operator === '++' ? '--' : '++'}`,
      );
      break;
    case 'AssignmentExpression':
      if (node.operator === '+=') is('assignment', `${of(node.left)} -= ${of(node.right)}`);
      if (node.operator === '||=') is('assignment', `${of(node.left)} &&= ${of(node.right)}`);
      break;
    case 'Literal':
      if (typeof node.value === 'boolean') is('literal', String(!node.value));
      else if (typeof node.value === 'string') is('literal', node.value === '' ? "'mutated'" : "''");
      else if (typeof node.value === 'number') is('literal', String(node.value + 1));
      else if (node.regex !== undefined) for (const other of otherPatterns(of(node))) is('pattern', other);
      break;
    case 'TemplateLiteral':
      if (place?.parent.type !== 'TaggedTemplateExpression') is('literal', "''");
      break;
    case 'ArrayExpression':
      is('literal', (node.elements as unknown[]).length === 0 ? "['mutated']" : '[]');
      break;
    case 'ObjectExpression':
      if ((node.properties as unknown[]).length > 0) is('literal', '{}');
      break;
    case 'ArrowFunctionExpression':
      if ((node.body as Node).type !== 'BlockStatement') is('function', '(() => undefined)');
      break;
    case 'CallExpression': {
      const callee = node.callee as Node;
      const name = callee.type === 'MemberExpression' ? String((callee.property as Node).name) : '';
      const other = Object.hasOwn(METHODS, name) ? METHODS[name] : undefined;
      const property = callee.property as Node;
      if (other !== undefined)
        is('method', text.slice(node.start, property.start) + other + text.slice(property.end, node.end));
      if (name === 'filter' || name === 'slice' || name === 'toLowerCase' || name === 'toReversed' || name === 'sort')
        is('method', of(callee.object));
      break;
    }
  }
  // Part of an optional chain cannot be put in brackets of its own.
  return place?.parent.type === 'ChainExpression' || isInChain(node)
    ? []
    : changes.filter(({ replacement }) => replacement !== of(node));
}

function isInChain(node: Node): boolean {
  const place = parents.get(node);
  return (
    place !== undefined &&
    place.field !== 'arguments' &&
    /^(Member|Call)Expression$/.test(place.parent.type) &&
    /^(Member|Call)Expression$/.test(node.type) &&
    hasChain(place.parent)
  );
}

function hasChain(node: Node): boolean {
  for (let at: Node | undefined = node; at !== undefined; at = parents.get(at)?.parent) {
    if (at.type === 'ChainExpression') return true;
    if (!/Expression$/.test(at.type)) return false;
  }
  return false;
}

/** A regular expression without its anchors, or with a class turned around. */
function otherPatterns(literal: string): string[] {
  const others = [
    literal.replace(/^\/\^/, '/'),
    literal.replace(/\$(\/[a-z]*)$/, '$1'),
    literal.replace(/\[\^?/, (open) => (open === '[' ? '[^' : '[')),
  ];
  return others.filter((other) => other !== literal && !other.startsWith('//'));
}
