import type { OperationFacts } from '../../model/facts.ts';
import * as model from '../../model/generated/iam.ts';
import { type Given, type Operation, operation } from '../../operation/operation.ts';
import { contextKeys } from '../../policy/index.ts';
import { distinct } from '../../policy/keys.ts';
import { iamFaults } from '../faults.ts';
import { ask } from '../question.ts';
import { controlLevels } from './control-levels.ts';
import { givenBoundary, givenPolicies, readInput } from './policies.ts';
import {
  callerOf,
  findSource,
  presentSource,
  readSource,
  type Source,
  type SourceName,
  sourceArn,
  sourceTags,
} from './policy-source.ts';
import { simulate } from './simulate.ts';
import { namedCaller, stubCaller } from './simulated-caller.ts';
import { documentsOf, policiesOf } from './source-policies.ts';

/** The operations on what policies would decide, and on what they look at. */
export const simulationOperations: readonly Operation[] = [
  operation(model.SimulateCustomPolicy, {
    access: () => ask(model.SimulateCustomPolicy, '*'),
    async handle(given) {
      const { input, caller } = given;
      const levels = input.OrderedOrganizationPolicyInputList;
      return simulate(given, model.SimulateCustomPolicy, {
        caller: input.CallerArn === undefined ? stubCaller(caller.account) : namedCaller(input.CallerArn),
        layers: {
          identity: givenPolicies('PolicyInputList', input.PolicyInputList, 'identity'),
          boundary: givenBoundary(input.PermissionsBoundaryPolicyInputList),
          scp: levels?.map(({ ServiceControlPolicyInputList }, i) =>
            givenPolicies(`OrderedOrganizationPolicyInputList.${i + 1}`, ServiceControlPolicyInputList, 'scp'),
          ),
        },
        inOrganization: levels !== undefined,
      });
    },
  }),

  operation(model.SimulatePrincipalPolicy, {
    ...onSource(model.SimulatePrincipalPolicy),
    async handle(given) {
      const { input, found, checked } = given;
      const source = presentSource(found, checked);
      if (input.ResourcePolicy !== undefined && input.CallerArn === undefined && source.kind !== 'user') {
        throw iamFaults.InvalidInput(
          'CallerArn is required if ResourcePolicy is specified and PolicySourceArn is no user.',
        );
      }
      const { identity, boundary } = await policiesOf(given, source, input.PolicyExclusionList);
      return simulate(given, model.SimulatePrincipalPolicy, {
        caller:
          input.CallerArn === undefined ? callerOf(source, sourceArn(source, checked)) : namedCaller(input.CallerArn),
        layers: {
          identity: [...identity, ...givenPolicies('PolicyInputList', input.PolicyInputList, 'identity')],
          boundary: givenBoundary(input.PermissionsBoundaryPolicyInputList) ?? boundary,
          scp: await controlLevels(given.store, source.record),
        },
        inOrganization: true,
      });
    },
  }),

  operation(model.GetContextKeysForCustomPolicy, {
    access: () => ask(model.GetContextKeysForCustomPolicy, '*'),
    async handle({ input }) {
      return { ContextKeyNames: distinct(keysIn(input.PolicyInputList)) };
    },
  }),

  operation(model.GetContextKeysForPrincipalPolicy, {
    ...onSource(model.GetContextKeysForPrincipalPolicy),
    async handle(given) {
      const { input, found, checked } = given;
      const documents = await documentsOf(given, presentSource(found, checked));
      const own = documents.flatMap(({ policy }) => contextKeys(policy));
      return { ContextKeyNames: distinct([...own, ...keysIn(input.PolicyInputList)]) };
    },
  }),
];

/** The first steps of an operation on the policies of a user, role or group. */
function onSource(facts: OperationFacts) {
  return {
    check: readSource,
    load: findSource,
    access: ({
      found,
      checked,
    }: Given<unknown> & { readonly found: Source | undefined; readonly checked: SourceName }) =>
      ask(facts, sourceArn(found, checked), sourceTags(found)),
  };
}

const keysIn = (documents: readonly string[] | undefined): readonly string[] =>
  (documents ?? []).flatMap((text, i) => contextKeys(readInput(text, 'identity', `PolicyInputList.${i + 1}`)));
