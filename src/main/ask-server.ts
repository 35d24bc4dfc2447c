import { connect } from 'node:net';
import { Refusal } from '../cli/refusal.ts';
import { dataFolder } from '../store/folder.ts';
import type { AdminAnswer } from './admin.ts';
import type { AdminName, AnswerOf, QuestionOf, Tell } from './admin-commands.ts';

/**
 * Asks the server that runs on this folder to carry a command out; `undefined` when none answers. Refuses with the
 * server's sentence. Wrapped, since the answer of a command may itself be nothing.
 */
export function askServer<Name extends AdminName>(
  data: string,
  command: Name,
  question: QuestionOf<Name>,
  tell: Tell = () => {},
): Promise<{ readonly done: AnswerOf<Name> } | undefined> {
  return new Promise((resolve, reject) => {
    let said = '';
    let isConnected = false;
    const socket = connect(dataFolder(data).adminSocket, () => {
      isConnected = true;
      socket.write(`${JSON.stringify({ command, ...question })}\n`);
    });
    socket.setEncoding('utf8').on('data', (chunk: string) => {
      said += chunk;
      for (let end = said.indexOf('\n'); end >= 0; end = said.indexOf('\n')) {
        const answer = JSON.parse(said.slice(0, end)) as AdminAnswer;
        said = said.slice(end + 1);
        if ('progress' in answer) tell(answer.progress);
        else if ('refused' in answer) reject(new Refusal(answer.refused));
        else resolve({ done: answer.done as AnswerOf<Name> });
      }
    });
    // A server that was asked and is gone may have carried the command out: to do it a second time is not ours to decide.
    const gone = () => {
      if (isConnected)
        reject(new Refusal('the server ended before it answered: look whether the command was carried out'));
      else resolve(undefined);
    };
    socket.on('close', gone).on('error', gone);
  });
}
