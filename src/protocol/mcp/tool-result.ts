import type { Schema, Tool } from '../../contract/contract.ts';
import type { Document } from '../../fault/reply.ts';
import { sampleValue } from '../../schema/sample-value.ts';
import { relocated } from '../../schema/standalone.ts';
import type { Json } from './message.ts';
import { messageOf } from './relied.ts';

/** What a tool says, and what a component relies on in it. */
export interface Said {
  readonly result: Json;
  readonly documents: readonly Document[];
}

/** What a tool says when it is called: the same for the same seed. */
export function sayings({ output, text, examples }: Tool): (seed: number) => Said {
  const schema = output ?? text;
  const documents = output ? structured(output) : textual(text);
  return (seed) => {
    const value =
      examples.length > 0 ? examples[Math.abs(seed) % examples.length] : sampleValue(schema ?? sentence, seed);
    const words = typeof value === 'string' && schema === undefined ? value : JSON.stringify(value);
    const content = [{ type: 'text', text: words }];
    return { result: output ? { content, structuredContent: value } : { content }, documents };
  };
}

const sentence: Schema = { type: 'string', minLength: 20 };
const sayingText = '/result/content/0/text';
const noError: Schema = { const: false };

const place = '/properties/result/properties/structuredContent';

// Clients read the structured result or the text, and both say the same: what spoils one spoils the other.
function structured(output: Schema): Document[] {
  const structuredContent = relocated(output, place) as Schema;
  const properties = { structuredContent, isError: noError };
  return [
    {
      at: '',
      schema: messageOf({ required: ['structuredContent'], properties }),
      copies: { from: '/result/structuredContent', to: sayingText },
    },
  ];
}

function textual(schema: Schema | undefined): Document[] {
  const text = {
    type: 'string',
    minLength: 1,
    ...(schema === undefined ? {} : { contentMediaType: 'application/json' }),
  };
  const content = {
    type: 'array',
    minItems: 1,
    items: { type: 'object', required: ['type', 'text'], properties: { type: { const: 'text' }, text } },
  };
  return [
    { at: '', schema: messageOf({ required: ['content'], properties: { content, isError: noError } }) },
    ...(schema === undefined ? [] : [{ at: sayingText, schema }]),
  ];
}
