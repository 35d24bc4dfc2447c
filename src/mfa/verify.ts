/** Checks one-time passwords. Each code is accepted once, for whichever node sees it first. */
export interface MfaVerifier {
  /**
   * Verifies `code` for the device `serial` of the user. Consumes the time step on success.
   *
   * - `accepted`: the code was right, fresh, and used by nobody before.
   * - `refused`: wrong, stale or used, and a failure was counted; or the device is locked, and no code was looked at.
   * - `unknown-device`: no enabled device with that serial belongs to that user.
   */
  verify(attempt: MfaAttempt): Promise<'accepted' | 'refused' | 'unknown-device'>;
}

export interface MfaAttempt {
  readonly account: string;
  readonly userId: string;
  readonly serial: string;
  readonly code: string;
}
