// Reads bodies piece by piece and no further than to a limit, and writes its answers in pieces.
import { request as ask } from 'node:http';
import { AnswerService, CallError } from './service.mjs';

const mostOfAReply = 64 * 1024;
const mostOfAQuestion = 16 * 1024;

new (class extends AnswerService {
  exchange(url, { method = 'GET', headers = {}, body, signal }) {
    return new Promise((resolve, reject) => {
      const lost = (error) => reject(new CallError(`no reply: ${error.code ?? error.message}`));
      const call = ask(url, { method, headers, signal }, async (response) => {
        try {
          const { text, whole } = await readUpTo(mostOfAReply, response);
          if (!whole) call.destroy();
          if (whole) resolve(this.reply(response, text));
          else lost(new Error('it is too long'));
        } catch (error) {
          lost(error);
        }
      });
      call.on('upgrade', (_, socket) => socket.destroy() && lost({ code: 'a 101' }));
      call.on('error', lost).end(body);
    });
  }

  async receive(request) {
    const read = await readUpTo(mostOfAQuestion, request).catch(() => undefined);
    // Nothing that is too long is a question; what is left of it is not waited for.
    return read && (read.whole ? read.text : '');
  }

  async serve(text, response) {
    response.shouldKeepAlive &&= text !== '';
    const question = this.read(text);
    if (!this.isQuestion(question)) return this.rejected(response);
    try {
      const answer = JSON.stringify(await this.answer(question));
      response.writeHead(200, { 'content-type': 'application/json' });
      for (let at = 0; at < answer.length; at += 40) response.write(answer.slice(at, at + 40));
      response.end();
    } catch (error) {
      if (response.destroyed) return;
      if (!(error instanceof CallError)) console.error(error);
      this.unavailable(response);
    }
  }
})().listen();

async function readUpTo(limit, stream) {
  const chunks = [];
  let length = 0;
  for await (const chunk of stream.iterator({ destroyOnReturn: false })) {
    chunks.push(chunk);
    length += chunk.length;
    if (length > limit) return { text: '', whole: false };
  }
  return { text: Buffer.concat(chunks).toString(), whole: true };
}
