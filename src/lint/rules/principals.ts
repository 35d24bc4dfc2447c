import { asciiLower } from '../../base/ascii.ts';
import { awsPrincipalForm } from '../../policy/principals.ts';
import type { StatementTree } from '../../policy/tree.ts';
import { at, awsPrincipals, concerns, hasCondition, isAllow, isDeny, principalsOf } from '../look.ts';
import type { Rule } from '../types.ts';

/** Keys that say which of all principals are meant. */
const WHO = [
  ...['aws:principalorgid', 'aws:principalorgpaths', 'aws:principalaccount', 'aws:principalarn', 'aws:principaltag/'],
  ...['aws:userid', 'aws:username', 'aws:sourceaccount', 'aws:sourcearn', 'aws:sourceorgid', 'aws:sourceorgpaths'],
  ...['aws:sourceowner', 'aws:sourcevpc', 'aws:sourcevpce', 'aws:vpceaccount', 'aws:vpceorgid', 'aws:sourceip'],
  ...['s3:dataaccesspointaccount', 's3:dataaccesspointarn', 'kms:calleraccount', 'sns:endpoint', 'sts:externalid'],
];

const accountOf = (text: string): string | undefined =>
  /^(?:arn:aws[a-z-]*:(?:iam|sts)::)?([0-9]{12})(?::|$)/.exec(text)?.[1];
const letsAssume = (statement: StatementTree): boolean => isAllow(statement) && concerns(statement, 'sts:AssumeRole');

export const principalRules: readonly Rule[] = [
  {
    id: 'trust-everyone',
    level: 'error',
    title: 'A role that trusts everyone',
    why: '`*` in a trust policy lets every user and role of every AWS account assume the role, as far as their own account allows it, and everybody of the own account without any further permission.',
    advice: 'Name the principals, or limit them by a condition such as `aws:PrincipalOrgID`.',
    *find({ kind, statements }) {
      if (kind !== 'trust') return;
      for (const statement of statements.filter(letsAssume))
        for (const named of awsPrincipals(statement))
          if (named.value === '*' && !hasCondition(statement, ...WHO))
            yield at(named, 'everybody in every AWS account is trusted, and no condition says who is meant');
    },
  },
  {
    id: 'resource-everyone',
    level: 'warning',
    title: 'A resource that is open to everyone',
    why: '`*` in the policy of a resource stands for everybody, without credentials too.',
    advice: 'Name the principals, or limit them by a condition; keep it where the resource is meant to be public.',
    *find({ kind, statements }) {
      if (kind !== 'resource') return;
      for (const statement of statements.filter(isAllow))
        for (const named of awsPrincipals(statement))
          if (named.value === '*' && !hasCondition(statement, ...WHO))
            yield at(named, 'everybody is allowed, without credentials too, and no condition says who is meant');
    },
  },
  {
    id: 'no-external-id',
    level: 'warning',
    title: 'Another account is trusted without an external ID',
    why: 'A third party that acts for many customers can be talked into acting on the role of one on behalf of another: the confused deputy. The external ID tells it whose role it is.',
    advice:
      'Where the account is a third party, ask for `sts:ExternalId`; where it is your own, say so by `aws:PrincipalOrgID`, or ignore the rule.',
    *find({ kind, statements, account }) {
      // Whose the document is has to be known: trusting one's own account is no mistake.
      if (kind !== 'trust' || account === undefined) return;
      for (const statement of statements.filter(letsAssume)) {
        if (hasCondition(statement, 'sts:externalid', ...WHO)) continue;
        for (const named of awsPrincipals(statement)) {
          const other = accountOf(named.value);
          if (other !== undefined && other !== account)
            yield at(named, `account ${other} is trusted, and no external ID is asked for`);
        }
      }
    },
  },
  {
    id: 'trust-session',
    level: 'warning',
    title: 'A session is trusted by its name',
    why: 'Whoever assumes the role may choose the name of the session, so this trusts everybody who may assume it and knows the name. It stays in force when the role is deleted and made again.',
    advice: 'Trust the role, and limit its sessions by tags or `aws:SourceIdentity`.',
    *find({ kind, statements }) {
      if (kind !== 'trust') return;
      for (const statement of statements.filter(isAllow))
        for (const named of awsPrincipals(statement))
          if (awsPrincipalForm(named.value) === 'session')
            yield at(named, 'a session is trusted by its name, which whoever assumes the role chooses');
    },
  },
  {
    id: 'oidc-any-audience',
    level: 'warning',
    title: 'An OIDC provider is trusted whatever its tokens say',
    why: 'Every token of the issuer for one of the client ids opens the role: those of every user, job or device.',
    advice: "Ask for the token's audience and subject by `StringEquals` on `ISSUER:aud` and `ISSUER:sub`.",
    *find({ kind, statements }) {
      if (kind !== 'trust') return;
      for (const statement of statements.filter(isAllow)) {
        if (!concerns(statement, 'sts:AssumeRoleWithWebIdentity')) continue;
        for (const named of principalsOf(statement, 'Federated')) {
          const issuer = /:oidc-provider\/(.+)$/.exec(named.value)?.[1];
          const claims = issuer && `${asciiLower(issuer)}:`;
          const isLimited = (statement.conditions ?? []).some(
            ({ key }) => claims !== undefined && asciiLower(key).startsWith(claims),
          );
          if (issuer !== undefined && !isLimited)
            yield at(named, `every token of \`${issuer}\` is accepted: no condition looks at what it says`);
        }
      }
    },
  },
  {
    id: 'trust-action-mismatch',
    level: 'warning',
    title: 'A principal that cannot use the actions it is trusted for',
    why: 'Users, roles and services assume roles by sts:AssumeRole, OIDC providers by sts:AssumeRoleWithWebIdentity, SAML providers by sts:AssumeRoleWithSAML. With another action the statement lets nobody in.',
    advice: 'Give the action that goes with the principal.',
    *find({ kind, statements }) {
      if (kind !== 'trust') return;
      for (const statement of statements.filter(isAllow)) {
        const can = {
          plain: concerns(statement, 'sts:AssumeRole'),
          oidc: concerns(statement, 'sts:AssumeRoleWithWebIdentity'),
          saml: concerns(statement, 'sts:AssumeRoleWithSAML'),
        };
        if (!can.plain && !can.oidc && !can.saml) continue;
        for (const { type, value } of statement.principal?.entries ?? []) {
          const isSaml = value.value.includes(':saml-provider/');
          const [needs, action] =
            type !== 'Federated'
              ? (['plain', 'sts:AssumeRole'] as const)
              : isSaml
                ? (['saml', 'sts:AssumeRoleWithSAML'] as const)
                : (['oidc', 'sts:AssumeRoleWithWebIdentity'] as const);
          if (!can[needs])
            yield at(value, `this principal would need \`${action}\`, which the statement does not have`);
        }
      }
    },
  },
  {
    id: 'allow-not-principal',
    level: 'warning',
    title: 'Allow with NotPrincipal',
    why: 'It allows everybody but those who are named, people without credentials and of other accounts included.',
    advice: 'Name those who are allowed in Principal.',
    *find({ statements }) {
      for (const statement of statements.filter(isAllow))
        if (statement.notPrincipal !== undefined)
          yield at(
            { start: statement.notPrincipal.start, end: statement.notPrincipal.start + 1 },
            'everybody is allowed but those who are named',
          );
    },
  },
  {
    id: 'deny-not-principal',
    level: 'note',
    title: 'Deny with NotPrincipal',
    why: 'A caller is exempt only if the role, its session and its account are all named, and never one with a permissions boundary.',
    advice: 'Deny to `*`, with `ArnNotEquals` on `aws:PrincipalArn`.',
    *find({ statements }) {
      for (const statement of statements.filter(isDeny))
        if (statement.notPrincipal !== undefined)
          yield at(
            { start: statement.notPrincipal.start, end: statement.notPrincipal.start + 1 },
            'NotPrincipal with Deny stops callers whom it seems to spare',
          );
    },
  },
];
