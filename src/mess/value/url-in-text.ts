import { valueMess } from '../mess.ts';
import { sayingOnly } from '../saying.ts';

export const urlInText = valueMess({
  name: 'url-in-text',
  summary: 'sends the address of an internal service',
  seen: 'Attempts to make a server fetch it (SSRF); links that people paste.',
  instead: sayingOnly('http://169.254.169.254/latest/meta-data/'),
});
