import type { ListShape, MapShape, Shape, StructureShape } from './facts.ts';
import { blobCheck, type Check, integerCheck, lengthProblems, type Problem, stringCheck } from './limits.ts';

/**
 * Holds an input against the limits of its shape; gives AWS's text for all that is wrong, or `undefined`
 * (sts.md 3.0, policy.md 8.5).
 *
 * Clauses come in the order of the model's members; of one string: pattern, enumeration, length. A pattern comes
 * before a length in the answers on record. Lengths are Unicode code points.
 */
export function validationMessage(input: unknown, shape: StructureShape): string | undefined {
  const problems = checkOf(shape)(input);
  if (problems === undefined) return undefined;
  const clauses = problems.map((problem) => clause(problem, shape.hidesValues === true));
  return `${clauses.length} validation error${clauses.length === 1 ? '' : 's'} detected: ${clauses.join('; ')}`;
}

function clause({ path, shown, constraint, detail }: Problem, hidesValues: boolean): string {
  return shown === undefined || hidesValues
    ? `Value at '${path}' failed to satisfy constraint: ${constraint}`
    : `Value ${shown} at '${path}' failed to satisfy constraint: ${constraint}${detail ?? ''}`;
}

/** The check of each shape, built when first needed: a service has hundreds of shapes and a run needs a few. */
const checks = new WeakMap<Shape, Check>();

function checkOf(shape: Shape): Check {
  let check = checks.get(shape);
  if (check === undefined) {
    check = build(shape);
    checks.set(shape, check);
  }
  return check;
}

function build(shape: Shape): Check {
  switch (shape.type) {
    case 'structure':
      return structureCheck(shape);
    case 'list':
      return listCheck(shape);
    case 'map':
      return mapCheck(shape);
    case 'string':
      return stringCheck(shape);
    case 'integer':
      return integerCheck(shape);
    case 'blob':
      return blobCheck(shape);
    case 'boolean':
    case 'timestamp':
      return () => undefined;
  }
}

function structureCheck({ members, required }: StructureShape): Check {
  const rows = Object.entries(members).map(([name, shape]) => ({
    name,
    path: lowerCamel(name),
    required: required.includes(name),
    shape,
  }));
  return (value) => {
    const structure = value as Readonly<Record<string, unknown>>;
    let problems: Problem[] | undefined;
    for (const { name, path, required, shape } of rows) {
      const member = structure[name];
      if (member !== undefined) problems = gather(problems, path, checkOf(shape)(member));
      else if (required) problems = gather(problems, path, MISSING);
    }
    return problems;
  };
}

/** AWS's paths begin each name with a lower-case letter and keep the rest: `sAMLAssertion`. */
const lowerCamel = (name: string): string => name.charAt(0).toLowerCase() + name.slice(1);

const MISSING: readonly Problem[] = [{ path: '', shown: 'null', constraint: 'Member must not be null' }];

/** More problems than anybody reads; it bounds the answer to a long list of bad elements. */
const PROBLEMS_MAX = 100;

function gather(
  found: Problem[] | undefined,
  path: string,
  more: readonly Problem[] | undefined,
): Problem[] | undefined {
  if (more === undefined) return found;
  const all = found ?? [];
  for (const problem of more) {
    if (all.length >= PROBLEMS_MAX) break;
    all.push({ ...problem, path: problem.path === '' ? path : `${path}.${problem.path}` });
  }
  return all;
}

function listCheck({ member, min, max }: ListShape): Check {
  return (value) => {
    const list = value as readonly unknown[];
    const checkMember = checkOf(member);
    let problems = gather(undefined, '', lengthProblems(list.length, min, max, undefined));
    for (let i = 0; i < list.length; i++) {
      const found = checkMember(list[i]);
      if (found !== undefined) problems = gather(problems, `${i + 1}.member`, found);
    }
    return problems;
  };
}

function mapCheck({ key: keyShape, value: valueShape }: MapShape): Check {
  return (value) => {
    let problems: Problem[] | undefined;
    for (const [key, entry] of value as ReadonlyMap<string, unknown>) {
      problems = gather(problems, `${key}.key`, checkOf(keyShape)(key));
      problems = gather(problems, `${key}.value`, checkOf(valueShape)(entry));
    }
    return problems;
  };
}
