import { describe, expect, it } from 'vitest';
import type { Context } from '../policy/types.ts';
import type { Caller } from '../principal/caller.ts';
import { assertOwnKeys, serviceContext } from './service-context.ts';

const said = (context: Record<string, string | string[]>) =>
  serviceContext({ service: 'objects', action: 'store:GetObject', context });

describe('what a service may say', () => {
  it.each<[string, string | string[], object]>([
    ['objects:Prefix', 'photos/', { kind: 'single', value: 'photos/' }],
    ['store:Size', ['1', '2'], { kind: 'multi', values: ['1', '2'] }],
    ['objects:None', [], { kind: 'multi', values: [] }],
    ['aws:TagKeys', 'team', { kind: 'multi', values: ['team'] }],
    ['aws:VpceOrgPaths', ['a/', 'b/'], { kind: 'multi', values: ['a/', 'b/'] }],
    ['aws:ResourceTag/Team', 'blue', { kind: 'single', value: 'blue' }],
    ['aws:VpcSourceIp', '10.0.0.1', { kind: 'single', value: '10.0.0.1' }],
  ])('%s', (name, value, expected) => {
    expect([...said({ [name]: value })]).toEqual([[name.toLowerCase(), expected]]);
  });

  it.each(['other:Prefix', 'objectsx:a', 'aws:PrincipalTag/objects', 'aws:', 'aws:resourcetag', 'aws:SourceAccount'])(
    'not %s',
    (name) => expect(() => said({ [name]: 'x' })).toThrow(/not the service's to say/),
  );

  it.each([
    ['saml', 'saml:Get', 'saml:aud'],
    ['objects', 'accounts.google.com:Get', 'accounts.google.com:aud'],
    ['objects', 'login.example.com:Get', 'Login.Example.com:sub'],
  ])(
    'a service that calls itself what an identity provider is called says nothing of it: %s, %s',
    (service, action, key) => {
      expect(() => serviceContext({ service, action, context: { [key]: 'x' } })).toThrow(/not the service's to say/);
    },
  );

  it('a service that is named `aws` says no more', () => {
    const asked = { service: 'aws', action: 'aws:GetObject', context: { 'aws:username': 'root' } };
    expect(() => serviceContext(asked)).toThrow(/not the service's to say/);
  });
});

it('what the credentials brought is theirs, whatever it is called', () => {
  const issuer: Context = new Map([['objects:sub', { kind: 'single', value: 'ann' }]]);
  const caller = { context: issuer } as Caller;
  expect(() => assertOwnKeys(said({ 'Objects:Sub': 'root' }), caller)).toThrow(/`objects:sub`.*credentials themselves/);
  expect(assertOwnKeys(said({ 'objects:aud': 'x' }), caller)).toBeUndefined();
});
