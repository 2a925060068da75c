// Two processes share one port; the first process only starts them, and another one in the place of one that ended.
import cluster from 'node:cluster';
import { AnswerService } from './service.mjs';

if (cluster.isPrimary) {
  cluster.on('exit', () => cluster.fork());
  cluster.fork();
  cluster.fork();
} else {
  new AnswerService().listen();
}
