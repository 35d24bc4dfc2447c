/** `rolecall/sigv4`: a service asks a Rolecall server who signed a request, and whether they may. */
export type { CredentialProvider, Credentials } from '../client/connection.ts';
export { Unreachable } from '../client/problems.ts';
export { type Asked, type Authorizer, type AuthorizerSettings, authorizer } from './authorizer.ts';
export { AskingRefused, type Decision, refusalOf, type ToldRefusal, type Undecided } from './decision.ts';
export { type ExpressGuard, type ExpressRequest, type ExpressResponse, expressGuard } from './express.ts';
export { type FastifyGuard, type FastifyReply, type FastifyRequest, fastifyGuard } from './fastify.ts';
export type { Authorized, GuardSettings } from './guard.ts';
export { nodeGuard, receivedByNode } from './node-http.ts';
export type { Answer, AnsweredPrincipal, Judged, Question, ReceivedRequest, Unproven } from './question.ts';
export { type ReadBody, readBody } from './read-body.ts';
export type { Received } from './received.ts';
