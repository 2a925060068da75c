import { SearchService } from './service.mjs';

new SearchService().listen();
