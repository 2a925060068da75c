// A long text is sent in pieces of so many bytes, whatever character they end in.
import { Service } from './service.mjs';

new (class extends Service {
  heard(response, question) {
    if (response.lines) return super.heard(response, question);
    const bytes = Buffer.from(question.replaceAll(/\r\n?|\n/g, ' '));
    for (let at = 0; at < bytes.length; at += 3) {
      response.write('event: heard\ndata: ');
      response.write(bytes.subarray(at, at + 3));
      response.write('\n\n');
    }
  }
})().listen();
