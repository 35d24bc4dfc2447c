import { ProfileError } from '../../client/problems.ts';
import { type Environment, readAwsFiles } from '../../client/profiles/aws-files.ts';
import { type Candidates, NOTHING, wordsOf } from './candidate.ts';

/** The names of the profiles in AWS's files. What cannot be read is no reason to disturb who is typing. */
export function profileNames(env: Environment): Candidates {
  try {
    return wordsOf([...readAwsFiles(env).profiles.keys()].sort());
  } catch (error) {
    if (error instanceof ProfileError) return NOTHING;
    throw error;
  }
}
