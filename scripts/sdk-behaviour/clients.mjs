import { ai } from './clients/ai.mjs';
import { anthropic } from './clients/anthropic.mjs';
import { chroma } from './clients/chroma.mjs';
import { cohere } from './clients/cohere.mjs';
import { gemini } from './clients/gemini.mjs';
import { mcp } from './clients/mcp.mjs';
import { openai } from './clients/openai.mjs';
import { pinecone } from './clients/pinecone.mjs';
import { qdrant } from './clients/qdrant.mjs';

/** The clients of the document, in its order: those of models first. */
export const clients = [openai, anthropic, gemini, ai, mcp, qdrant, pinecone, chroma, cohere];
