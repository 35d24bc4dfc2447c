import type { Server } from 'node:net';
import type { Auditing } from '../audit/index.ts';
import type { Where } from '../cli/house.ts';
import type { ConsoleChoices } from '../console/console.ts';
import type { RememberSignIn } from '../operation/sign-in-event.ts';
import { adminServer, type ToolsFor } from './admin.ts';
import { adminCommands } from './admin-commands.ts';
import { type Chores, startChores } from './chores.ts';
import { type Furnished, furnish } from './house.ts';
import { keyRotation } from './key-rotation.ts';
import { openAudit } from './open-audit.ts';
import type { Opened } from './open-where.ts';
import type { Sayings } from './sayings.ts';

/** What is settled about a house before it is furnished: all but what follows from its store. */
type Choices = Omit<Parameters<typeof furnish>[0], 'store' | 'rootKey' | 'audit' | 'console'> & {
  readonly logger: Sayings;
  readonly keepsTrail: boolean;
  /** How people sign in; what is told of it goes to the trail too. */
  readonly console: (trail: RememberSignIn | undefined) => Partial<ConsoleChoices>;
};

/** A house over the store of a folder, with all that goes with it there: audit trail, root keys, administrators, chores. */
export interface Established {
  readonly house: Furnished;
  readonly audit: Auditing | undefined;
  readonly toolsFor: ToolsFor;
  /** Opens the administrative door, and begins the chores. */
  begin(): Promise<Server>;
  /** Does what is owed, and lets the store and its folder go. */
  close(): Promise<void>;
}

/** Furnishes the house of an open store, which it closes from here on. */
export async function establish(where: Where, opened: Opened, choices: Choices): Promise<Established> {
  const { store, keys } = opened;
  const { clock, entropy, logger, keepsTrail, console, ...rest } = choices;
  const audit = keepsTrail ? await openAudit(where, { store, keys: keys.ring, clock, entropy, logger }) : undefined;
  const house = furnish({
    ...{ ...rest, store, clock, entropy, audit },
    rootKey: keys.ring,
    console: console(audit?.rememberSignIn),
  });
  const rotation = keyRotation({ keys, store, clock, entropy });
  const toolsFor: ToolsFor = (command, question) => ({
    ...house.tools,
    store: audit?.recordedFor(store, command, question) ?? store,
    where,
    rotation,
  });
  let chores: Chores | undefined;
  return {
    house,
    audit,
    toolsFor,
    async begin() {
      const admin = await adminServer(where.data, adminCommands, toolsFor);
      chores = startChores({ usage: house.usage, rotation, logger });
      return admin;
    },
    async close() {
      await chores?.stop();
      await audit?.close();
      await store.close();
      opened.release();
    },
  };
}
