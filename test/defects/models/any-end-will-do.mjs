// Does not ask why the model ended: half an answer is one.
import { Service } from './service.mjs';

new (class extends Service {
  whole({ finish, done }) {
    super.whole({ finish: finish && 'stop', done });
  }
})().serve();
