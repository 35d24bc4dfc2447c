import { document, sidIn, tagging, tagsOf } from './held.ts';
import { does, type Life, said } from './life.ts';

/** A managed policy and its versions: most of its writes change two tables at once. */
export const managedPolicy: Life = {
  kind: 'managed policy',
  *course({ account, name }) {
    const its = { PolicyArn: arnOf(account, name) };
    const version = (Sid: string) => ({ ...its, PolicyDocument: document(Sid) });
    yield does(
      'CreatePolicy',
      { PolicyName: name, Path: '/v/', PolicyDocument: document('V1') },
      { default: 'v1 V1', versions: 'v1' },
    );
    yield does('CreatePolicyVersion', version('V2'), { versions: 'v2,v1' });
    yield* tagging('Policy', its);
    yield does(
      'CreatePolicyVersion',
      { ...version('V3'), SetAsDefault: 'true' },
      { default: 'v3 V3', versions: 'v3,v2,v1' },
    );
    yield does('DeletePolicyVersion', { ...its, VersionId: 'v1' }, { versions: 'v3,v2' });
    yield does('SetDefaultPolicyVersion', { ...its, VersionId: 'v2' }, { default: 'v2 V2' });
    yield does('DeletePolicyVersion', { ...its, VersionId: 'v3' }, { versions: 'v2' });
    yield does('DeletePolicy', its, { default: undefined, versions: undefined, tags: undefined });
  },
  async read(asking, name) {
    const its = { PolicyArn: arnOf(asking.account, name) };
    const VersionId = said(await asking.ask('GetPolicy', its), 'DefaultVersionId');
    const found = VersionId && said(await asking.ask('GetPolicyVersion', { ...its, VersionId }), 'Document');
    return {
      default: VersionId && `${VersionId} ${sidIn(found)}`,
      versions: said(await asking.ask('ListPolicyVersions', its), 'VersionId'),
      ...(await tagsOf(asking, 'Policy', its)),
    };
  },
};

const arnOf = (account: string, name: string): string => `arn:aws:iam::${account}:policy/v/${name}`;
