import { valueMess } from '../mess.ts';
import { saying } from '../saying.ts';

export const htmlEntities = valueMess({
  name: 'html-entities',
  summary: 'puts HTML entities into a text',
  seen: 'Texts that were escaped for a page, and then stored.',
  instead: saying('Tom &amp; Jerry&#39;s &lt;3'),
});
