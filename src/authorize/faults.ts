import { common, type Fault, fault } from '../model/fault.ts';

/** The body cannot be read: the code that AWS's services have for it that speak JSON. */
export const SerializationException = fault('SerializationException', 400);
export const RequestEntityTooLarge = fault('RequestEntityTooLarge', 413);
export const MalformedPolicyDocument = fault('MalformedPolicyDocument', 400);

/** The question itself is wrong, and whoever asks is to be told how. */
export const wrong = (sentence: string): Fault => common.ValidationError(sentence);
