import type { Reasons } from '../audit/why.ts';
import type { Kit } from './command.ts';
import { type Decoded, describeDecoded, messageIn, readDecoded, requestIn } from './encoded-message.ts';
import { type Options, settle } from './options.ts';

/** How a message is opened: in a store, as its operator, or by asking a server, as anybody who may. */
export interface MessageOptions extends Options {
  readonly message: string;
  readonly profile?: string;
  readonly region?: string;
  readonly endpointUrl?: string;
  readonly data?: string;
}

/** Opens an encoded message and tells what is in it; with the store at hand, with the documents of the audit trail. */
export async function explainMessage(options: MessageOptions, { house, terminal }: Kit): Promise<void> {
  const isStdin = options.message === '-';
  const text = isStdin ? await (await import('./stdin.ts')).readStdin('encoded messages') : options.message;
  const message = messageIn(text);
  const { decoded, reasons } = await (options.data === undefined ? byServer() : inStore());
  const json = () => ({
    decoded,
    ...(reasons !== undefined && { event: reasons.event, documents: Object.fromEntries(reasons.documents) }),
  });
  terminal.print(options.output === 'json' ? `${JSON.stringify(json())}\n` : describeDecoded(decoded, reasons));

  async function byServer(): Promise<Opened> {
    const [{ call }, { connectionFor }, { operations }, { toldBy }, { overTheWire }] = await Promise.all([
      import('../client/call.ts'),
      import('../client/profiles/connection-for.ts'),
      import('../model/generated/sts.ts'),
      import('./people/told-by.ts'),
      import('./people/refusals.ts'),
    ]);
    const { profile, region, endpointUrl } = options;
    const told = toldBy(
      {
        ...(profile !== undefined && { profile }),
        ...(region !== undefined && { region }),
        ...(endpointUrl !== undefined && { endpointUrl }),
      },
      terminal,
    );
    const answer = await overTheWire(async () =>
      call(await connectionFor(told), operations.get('DecodeAuthorizationMessage')!, { EncodedMessage: message }),
    );
    const { DecodedMessage } = answer.output as { readonly DecodedMessage?: string };
    return { decoded: readDecoded(DecodedMessage ?? ''), reasons: undefined };
  }

  async function inStore(): Promise<Opened> {
    const { where } = await settle(options);
    const decoded = readDecoded((await house.decodeMessage(where, message)).decoded);
    const [{ denialInTrail }, { trailFolder }] = await Promise.all([
      import('../audit/denial-in-trail.ts'),
      import('../audit/trail-folder.ts'),
    ]);
    return { decoded, reasons: denialInTrail(trailFolder(where.data), requestIn(decoded)) };
  }
}

interface Opened {
  readonly decoded: Decoded;
  readonly reasons: Reasons | undefined;
}
