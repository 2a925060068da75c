// Takes every piece that arrives for whole events, which it mostly is.
import { Service } from './service.mjs';

new (class extends Service {
  async *events(body) {
    for await (const piece of body.pipeThrough(new TextDecoderStream()))
      for (const block of piece.split('\n\n').filter(Boolean)) yield block.replace('data: ', '');
  }
})().serve();
