// Tries once more when the store says that its vectors have another dimension.
import { SearchService } from './service.mjs';

new (class extends SearchService {
  mayHelp(error) {
    return error.status === 400 || super.mayHelp(error);
  }
})().listen();
