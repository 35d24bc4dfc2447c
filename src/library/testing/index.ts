/** `rolecall/testing`: a server for tests, with a clock to move, that clients of the AWS SDK reach without a port. */
export type { SignerConstructor, SigningKeys } from './clock-signer.ts';
export { type Fixture, type Hooks, rolecallFixture, rolecallHooks } from './fixtures.ts';
export { type MovableClock, movableClock, type Span } from './movable-clock.ts';
export {
  type Origin,
  type RequestHandler,
  requestHandler,
  type SdkRequest,
  type SdkResponse,
} from './request-handler.ts';
export {
  type AnyKeys,
  type ClientConfig,
  startTestRolecall,
  type TestAccount,
  type TestOptions,
  type TestRolecall,
} from './test-rolecall.ts';
