import { instanceProfileArn } from '../../base/arn.ts';
import { asciiLower } from '../../base/ascii.ts';
import { secondsOf } from '../../base/clock.ts';
import { uniqueId } from '../../base/identifiers.ts';
import * as model from '../../model/generated/iam.ts';
import { type Operation, operation } from '../../operation/operation.ts';
import type { InstanceProfileRecord } from '../../store/records.ts';
import { iamFaults, quotaExceeded } from '../faults.ts';
import { changingOf, on, presentOf } from '../kind.ts';
import { loadRole, present, resourceOf, roles } from '../noun.ts';
import { storePage } from '../paging.ts';
import { ask, requestTags } from '../question.ts';
import { resourceTagRule, tagged } from '../tags.ts';
import { unlessTaken } from '../taken.ts';
import { createdProfile, listedProfile, wholeProfile } from './describe.ts';
import { instanceProfiles, rolesFirst } from './find.ts';
import { AddRoleToInstanceProfile, RemoveRoleFromInstanceProfile } from './roles.ts';

/** Makes an instance profile with nothing in it. */
const CreateInstanceProfile = operation(model.CreateInstanceProfile, {
  access: ({ input, caller }) =>
    ask(
      model.CreateInstanceProfile,
      instanceProfileArn(caller.account, input.Path ?? '/', input.InstanceProfileName),
      requestTags(input.Tags),
    ),
  async handle({ store, caller: { account }, input, entropy, clock, quotas }) {
    const { InstanceProfileName: name, Path: path = '/' } = input;
    const tags = tagged([], input.Tags, resourceTagRule, quotas);
    const saved = store.change(async (tx) => {
      if ((await tx.instanceProfiles.byName(account, name)) !== undefined) throw exists(name);
      const quota = quotas.instanceProfilesPerAccount;
      if ((await tx.instanceProfiles.count(account)) >= quota) throw quotaExceeded('InstanceProfilesPerAccount', quota);
      const profile: InstanceProfileRecord = {
        id: uniqueId('AIPA', entropy),
        account,
        name,
        path,
        createdAt: secondsOf(clock),
        tags,
        roleId: undefined,
      };
      await tx.put.instanceProfile(profile);
      return { InstanceProfile: await createdProfile(tx, profile) };
    });
    return unlessTaken(saved, () => exists(name));
  },
});

const exists = (name: string) => iamFaults.EntityAlreadyExists(`Instance Profile ${name} already exists.`);

const GetInstanceProfile = operation(model.GetInstanceProfile, {
  ...on(instanceProfiles, model.GetInstanceProfile),
  handle: async (given) => ({
    InstanceProfile: await wholeProfile(given.store, presentOf(instanceProfiles, given)),
  }),
});

/** Lists the instance profiles under a path; asked about the path itself, as ListUsers is. */
const ListInstanceProfiles = operation(model.ListInstanceProfiles, {
  access: ({ caller, input }) =>
    ask(model.ListInstanceProfiles, instanceProfileArn(caller.account, input.PathPrefix ?? '/', '')),
  async handle(given) {
    const { store, caller, input } = given;
    const { items, ...listed } = await storePage(
      given,
      model.ListInstanceProfiles,
      (page) => store.instanceProfiles.list(caller.account, { pathPrefix: input.PathPrefix, ...page }),
      ({ name }) => asciiLower(name),
    );
    const described: model.InstanceProfile[] = [];
    for (const profile of items) described.push(await listedProfile(store, profile));
    return { InstanceProfiles: described, ...listed };
  },
});

/** Lists the instance profiles that a role is in. */
const ListInstanceProfilesForRole = operation(model.ListInstanceProfilesForRole, {
  load: loadRole,
  access: (given) => ask(model.ListInstanceProfilesForRole, resourceOf(roles, given), roles.tagsOf(given.found)),
  async handle(given) {
    const { account, id } = present(roles, given);
    const { items, ...listed } = await storePage(
      given,
      model.ListInstanceProfilesForRole,
      (page) => given.store.instanceProfiles.list(account, { role: id, ...page }),
      ({ name }) => asciiLower(name),
    );
    const described: model.InstanceProfile[] = [];
    for (const profile of items) described.push(await listedProfile(given.store, profile));
    return { InstanceProfiles: described, ...listed };
  },
});

/** Deletes an instance profile that nothing is in. */
const DeleteInstanceProfile = operation(model.DeleteInstanceProfile, {
  ...on(instanceProfiles, model.DeleteInstanceProfile),
  handle: (given) =>
    changingOf(instanceProfiles, given, async (tx, { account, id, roleId }) => {
      if (roleId !== undefined) throw rolesFirst();
      await tx.remove.instanceProfile(account, id);
    }),
});

export const instanceProfileOperations: readonly Operation[] = [
  CreateInstanceProfile,
  GetInstanceProfile,
  ListInstanceProfiles,
  ListInstanceProfilesForRole,
  DeleteInstanceProfile,
  AddRoleToInstanceProfile,
  RemoveRoleFromInstanceProfile,
];
