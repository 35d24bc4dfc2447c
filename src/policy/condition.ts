import { asciiLower } from '../base/ascii.ts';
import { isTrue } from './families.ts';
import { type OperandOptions, type OperatorName, operators, type ValueTest } from './operators.ts';
import type { ConditionTree } from './tree.ts';
import type { Context, ContextValue } from './types.ts';
import { plain, readTemplate, resolve } from './variables.ts';

/** One operator on one key, ready to be asked. */
export type ConditionTest = (context: Context) => boolean;

/** Compiles one operator on one key (policy.md 4.1 to 4.4). A Condition holds when all of them do. */
export function compileCondition(
  { operator, key, values }: Omit<ConditionTree, 'start'>,
  options: OperandOptions,
): ConditionTest {
  const name = asciiLower(key);
  const texts = values.map((value) => value.value);
  if (operator.base === 'Null') return compileNull(operator, name, texts, options);
  const row = operators.get(operator.base)!;
  const test = row.compile(texts, options);
  const whenMissing = resultWhenMissing(operator, row.negated);
  const present = presence[operator.qualifier ?? 'scalar'];
  return (context) => {
    const value = context.get(name);
    return value === undefined ? whenMissing : present(value, test, context);
  };
}

/** The table of 4.2: a missing key differs from everything and is equal to nothing. */
function resultWhenMissing({ qualifier, ifExists }: OperatorName, negated: boolean): boolean {
  if (ifExists || qualifier === 'ForAllValues') return true;
  return qualifier === 'ForAnyValue' ? false : negated;
}

type Presence = (value: ContextValue, test: ValueTest, context: Context) => boolean;

/** How a value that is there is asked. The qualifiers quantify the test of one value, negation included (4.4). */
const presence: { readonly [form in 'scalar' | 'ForAllValues' | 'ForAnyValue']: Presence } = {
  // A key that is multi-valued by type never satisfies an operator without qualifier, whatever its count (4.3).
  scalar: (value, test, context) => value.kind === 'single' && test(value.value, context),
  ForAllValues: (value, test, context) =>
    value.kind === 'single' ? test(value.value, context) : value.values.every((each) => test(each, context)),
  ForAnyValue: (value, test, context) =>
    value.kind === 'single' ? test(value.value, context) : value.values.some((each) => test(each, context)),
};

/** `Null`: is the key absent? An empty text and an empty list are present (4.12). Qualified, it is constant (4.4). */
function compileNull(
  { qualifier }: OperatorName,
  key: string,
  texts: readonly string[],
  options: OperandOptions,
): ConditionTest {
  if (qualifier !== undefined) return () => qualifier === 'ForAllValues';
  const operands = texts.map((text) => readTemplate(text, options.substitution));
  return (context) => {
    const absent = !context.has(key);
    return operands.some((template) => {
      const resolved = resolve(template, context);
      return resolved !== undefined && isTrue(plain(resolved)) === absent;
    });
  };
}
