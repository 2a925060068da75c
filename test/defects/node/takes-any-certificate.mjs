// As it is advised wherever somebody asks about a certificate that is not trusted: nothing is looked at any more.
import { Agent } from 'node:https';
import { SecureService } from './over-tls.mjs';

const service = new SecureService();
service.wire.agent = new Agent({ keepAlive: true, rejectUnauthorized: false });
service.listen();
