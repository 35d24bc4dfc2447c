import { LEVELS, rules } from '../src/lint/index.ts';

/** `docs/lint-rules.md`: every rule of `rolecall lint`, from its table. */
export function lintRulesPage(): string {
  const counts = LEVELS.map((level) => `${rules.filter((rule) => rule.level === level).length} of level ${level}`);
  const sections = rules.map(
    ({ id, level, title, why, advice }) => `## \`${id}\`\n\n**${title}** (${level}). ${why}\n\n${advice}\n`,
  );
  return `<!-- Made by \`npm run derive\`. Change what it is made from. -->

# The rules of \`rolecall lint\`

${rules.length} rules: ${counts.join(', ')}. \`rolecall lint\` fails from warnings on unless \`--fail-on\` says otherwise; \`--ignore ID\`
leaves a rule out. What is known of actions, resource types and condition keys comes from AWS's service authorization reference
([decisions/action-catalogue.md](decisions/action-catalogue.md)), and is as old as the pinned catalogue.

${sections.join('\n')}`;
}
