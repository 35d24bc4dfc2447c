import { afterAll, describe, expect, test } from 'vitest';
import { iamOperations } from '../../src/iam/service.ts';
import type { OperationFacts } from '../../src/model/facts.ts';
import { ACCOUNT_A, ACCOUNT_B, type Answer, openHouse } from '../house/harness.ts';
import { type EntityMember, namesOf, putEntities } from './entities.ts';
import { entityMembersOf, minimalInput } from './inputs.ts';

/**
 * An identifier of another account answers exactly as one that does not exist (security.md C08). Each operation is
 * called with each member that can name an entity naming one of the other account, then one that is nowhere; but for
 * the name and the request id the answers are equal to the byte. What else the request names is there.
 */
describe("another account's entities are as if they were not there", () => {
  const THEIRS = 'theirs';
  const NOWHERE = 'nowher';
  const OWN = 'ofmine';
  let compared = 0;
  afterAll(() => console.log(`${compared} pairs of calls, of ${iamOperations.length} operations`));

  const cases = iamOperations.flatMap(({ facts }) =>
    entityMembersOf(facts)
      .filter((member) => !CROSSING.has(`${facts.name} ${member}`))
      .map((member) => [facts.name, member, facts] as const),
  );

  test.each(cases)('%s %s', async (_name, member, facts) => {
    const theirs = await answerTo(facts, member, THEIRS);
    const nowhere = await answerTo(facts, member, NOWHERE);
    expect(theirs).toEqual(nowhere);
    compared++;
    // The same question about one's own is answered otherwise, or nothing would have been compared.
    if (!ALIKE.has(`${facts.name} ${member}`)) expect(await answerTo(facts, member, OWN)).not.toEqual(nowhere);
  });

  /** What root of one account is told; a house of its own, since the call may change it. */
  async function answerTo(facts: OperationFacts, member: EntityMember, word: string) {
    const house = await openHouse();
    await putEntities(house.tools, ACCOUNT_A, 'mine');
    await putEntities(house.tools, ACCOUNT_A, OWN);
    await putEntities(house.tools, ACCOUNT_B, THEIRS);
    const own = word === OWN;
    const names = {
      ...namesOf(ACCOUNT_A, own ? OWN : 'mine'),
      [member]: namesOf(own ? ACCOUNT_A : ACCOUNT_B, word)[member],
    };
    const answer = await house.call(house.rootA, facts.name, minimalInput(facts, names, member), 'iam');
    await house.store.close();
    return { status: answer.status, body: nameless(answer, names[member], word) };
  }

  function nameless({ body }: Answer, name: string, word: string): string {
    return body
      .replaceAll(name, 'NAME')
      .replaceAll(word, 'NAME')
      .replace(/[0-9a-f-]{36}/g, 'ID');
  }
});

/** The members that rightly reach over to another account, with the reason. */
const CROSSING = new Map<string, string>([]);

/** Where even one's own is answered like nothing. */
const ALIKE = new Map<string, string>([['DeactivateMFADevice SerialNumber', "the device is nobody's"]]);
