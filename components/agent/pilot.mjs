// The agent as it was shown in the demo. It works, as long as everything that it calls works.
import { createServer } from 'node:http';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import OpenAI from 'openai';

const { PORT, TOOLS_URL } = process.env;
const openai = new OpenAI({ timeout: 4000 });

let session;
async function open() {
  const client = new Client({ name: 'agent', version: '0.1.0' });
  await client.connect(new StreamableHTTPClientTransport(new URL(TOOLS_URL)));
  return client;
}

async function assist({ requestId, orderId, message }) {
  session ??= open();
  const client = await session;
  const { tools } = await client.listTools();
  const messages = [
    {
      role: 'system',
      content: `You are the friendly assistant of a lamp shop. Request ${requestId}, order ${orderId}. Use the tools.`,
    },
    { role: 'user', content: message },
  ];
  let refundedCents = 0;
  for (;;) {
    const completion = await openai.chat.completions.create({
      model: 'gpt-4o-mini',
      messages,
      tools: tools.map(({ name, description, inputSchema }) => ({
        type: 'function',
        function: { name, description, parameters: inputSchema },
      })),
    });
    const [{ message: said }] = completion.choices;
    if (!said.tool_calls?.length) return { requestId, text: said.content ?? '', refundedCents, degraded: false };
    messages.push(said);
    for (const { id, function: wanted } of said.tool_calls) {
      const given = JSON.parse(wanted.arguments);
      const { content } = await client.callTool({ name: wanted.name, arguments: given });
      if (wanted.name === 'refund') refundedCents += given.cents;
      messages.push({ role: 'tool', tool_call_id: id, content: content[0].text });
    }
  }
}

createServer(async (request, response) => {
  if (request.url === '/healthz') return response.end('ok');
  let body = '';
  for await (const chunk of request) body += chunk;
  response.setHeader('content-type', 'application/json');
  try {
    response.end(JSON.stringify(await assist(JSON.parse(body))));
  } catch (error) {
    response.statusCode = 503;
    response.end(JSON.stringify({ error: error.message }));
  }
}).listen(PORT, '127.0.0.1');
