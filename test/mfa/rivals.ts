import type { Finding } from './finding.ts';
import { CALLS, caller, houseWithRole, outcomeOf } from './through-the-house.ts';

const RIVALS = 50;
const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * Lets fifty send one code at the same time, round after round: to GetSessionToken, to AssumeRole, and half to each. A round
 * is a day of its own, since those who lose count as wrong and lock the device.
 */
export async function rivals(rounds: number): Promise<Finding> {
  const some = await houseWithRole();
  const { house } = some;
  const { ask, code } = await caller(some);
  const counts = { accepted: 0, refused: 0, other: 0 };
  const wrong: string[] = [];
  for (let round = 0; round < rounds; round++) {
    const calls = Array.from({ length: RIVALS }, (_, n) => CALLS[round % 3 === 2 ? n % 2 : round % 3]!);
    const outcomes = (await Promise.all(calls.map((call) => ask(call, code())))).map(outcomeOf);
    const accepted = outcomes.filter((outcome) => outcome === 'accepted').length;
    const refused = outcomes.filter((outcome) => outcome === 'refused').length;
    counts.accepted += accepted;
    counts.refused += refused;
    counts.other += RIVALS - accepted - refused;
    if (accepted !== 1 || refused !== RIVALS - 1)
      wrong.push(`round ${round}: ${accepted} accepted, ${refused} refused`);
    house.clock.advance(DAY_MS);
    house.statements.length = 0;
    house.events.length = 0;
  }
  await house.store.close();
  if (rounds === 0 || counts.accepted !== rounds) wrong.push(`${rounds} successes were to be seen`);
  return {
    shown: `rivals: ${rounds} rounds of ${RIVALS} with one code: ${counts.accepted} accepted, ${counts.refused} refused, ${counts.other} else`,
    wrong,
  };
}
