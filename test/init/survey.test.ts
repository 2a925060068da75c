import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { launchCommands, withPort } from '../../src/init/launch-commands.ts';
import { calls, healthRoutes, routesIn } from '../../src/init/routes.ts';
import { survey } from '../../src/init/survey.ts';
import { dependencyOf, foundVariables } from '../../src/init/variables.ts';

const folder = (name: string) => join(import.meta.dirname, name);

describe('survey', () => {
  it('finds what a component in Node says of itself', () => {
    const { commands, variables, routes, health, documents, name } = survey(folder('faq'));
    expect({ name, commands, documents, health, calls: routes.map(({ method, path }) => `${method} ${path}`) }).toEqual(
      {
        name: 'faq',
        commands: [{ command: 'node server.mjs', from: 'package.json, scripts.start' }],
        documents: ['openapi.yaml', 'specs/articles.yaml'],
        health: ['/healthz'],
        calls: ['POST /v1/answers'],
      },
    );
    expect(variables).toEqual({
      port: 'PORT',
      secrets: ['OPENAI_API_KEY'],
      dependencies: [
        { name: 'articles', protocol: 'http', variable: 'ARTICLES_URL', value: '${articles.url}' },
        { name: 'llm', protocol: 'openai', variable: 'OPENAI_BASE_URL', value: '${llm.url}/v1' },
      ],
    });
  });

  it('finds what a component in Python says of itself', () => {
    const { commands, variables, routes, health, name } = survey(folder('reviews'));
    expect({ name, commands, health, routes }).toEqual({
      name: 'reviews',
      commands: [{ command: 'python main.py', from: 'main.py' }],
      health: ['/health'],
      routes: [{ method: 'POST', path: '/reviews', file: 'main.py' }],
    });
    expect(variables.dependencies).toEqual([
      { name: 'claude', protocol: 'anthropic', variable: 'ANTHROPIC_BASE_URL', value: '${claude.url}' },
    ]);
  });
});

describe('launchCommands', () => {
  it.each([
    [{ 'package.json': '{"scripts":{"start":"next start"}}' }, ['npm start']],
    [{ 'package.json': '{"scripts":{"start":"node a.mjs && echo x"},"main":"b.js"}' }, ['npm start', 'node b.js']],
    [
      { 'package.json': '{"scripts":{"start":"node a.mjs"}}', Procfile: 'worker: x\nweb: node a.mjs\n' },
      ['node a.mjs'],
    ],
    [{ 'package.json': 'no JSON' }, []],
    [{ Dockerfile: 'FROM x\nCMD ["old"]\nCMD ["node", "dist/main.js"]\n' }, ['node dist/main.js']],
    [{ Dockerfile: 'CMD python -m app\n' }, ['python -m app']],
    [{ 'app.py': 'api = FastAPI()\n' }, ['python -m uvicorn app:api']],
    [{ 'src/main.py': 'from flask import Flask\napp = Flask(__name__)\n' }, ['python -m flask --app src.main:app run']],
    [{ 'lib.py': 'x = 1\n', 'lib.mjs': 'export const x = 1;\n' }, []],
  ])('%j → %j', (files, expected) => {
    const all = Object.entries(files).map(([file, text]) => ({ file, text: text as string }));
    expect(launchCommands(all).map(({ command }) => command)).toEqual(expected);
  });

  it.each([
    ['node a.mjs', undefined],
    ['node a.mjs --port 8080', 'node a.mjs --port ${port}'],
    ['uvicorn a:app --port=${PORT:-8000}', 'uvicorn a:app --port=${port}'],
    ['gunicorn a:app -b 0.0.0.0:8000', 'gunicorn a:app -b 0.0.0.0:${port}'],
    ['gunicorn a:app', 'gunicorn a:app --bind 127.0.0.1:${port}'],
    ['python -m uvicorn a:app', 'python -m uvicorn a:app --port ${port}'],
  ])('tells %j its port: %j', (command, expected) => {
    expect(withPort(command)).toBe(expected);
  });
});

describe('variables', () => {
  it.each([
    ['OPENAI_API_BASE', undefined, { name: 'llm', protocol: 'openai', value: '${llm.url}/v1' }],
    ['GOOGLE_GEMINI_BASE_URL', undefined, { name: 'gemini', protocol: 'gemini', value: '${gemini.url}' }],
    ['CO_API_URL', undefined, { name: 'cohere', protocol: 'cohere', value: '${cohere.url}' }],
    [
      'FEATURE_STORE_URL',
      'http://features:80/api/',
      { name: 'feature-store', protocol: 'http', value: '${feature-store.url}/api' },
    ],
    [
      'REDIS_URL',
      undefined,
      { name: 'redis', protocol: 'tcp', value: 'redis://${redis.host}:${redis.port}', target: '127.0.0.1:6379' },
    ],
    [
      'DATABASE_URL',
      'postgres://u:p@db:5433/app?x=1',
      {
        name: 'database',
        protocol: 'tcp',
        value: 'postgres://u:p@${database.host}:${database.port}/app?x=1',
        target: 'db:5433',
      },
    ],
    ['PUBLIC_URL', undefined, undefined],
    ['BASE_URL', undefined, undefined],
    ['LOG_LEVEL', undefined, undefined],
  ])('%s is %j: %j', (variable, example, expected) => {
    expect(dependencyOf(variable, example)).toEqual(expected && { variable, ...expected });
  });

  it('are found in several languages, and where an SDK reads them itself', () => {
    const files = [
      { file: 'a.ts', text: "import OpenAI from 'openai';\nconst { SEARCH_URL, CRM_URL = 'x' } = process.env;" },
      { file: 'b.go', text: 'os.Getenv("QDRANT_URL")' },
      { file: 'c.py', text: 'import anthropic\nos.environ["NOTES_API_URL"]\nos.getenv("APP_PORT")' },
      { file: '.env.example', text: 'export RANKER_ENDPOINT="http://r/v2"\n# comment\n' },
    ];
    const { dependencies, secrets, port } = foundVariables(files);
    expect(dependencies.map(({ name, protocol, value }) => `${name} ${protocol} ${value}`)).toEqual([
      'search http ${search.url}',
      'crm http ${crm.url}',
      'llm openai ${llm.url}/v1',
      'qdrant qdrant ${qdrant.url}',
      'notes http ${notes.url}',
      'claude anthropic ${claude.url}',
      'ranker http ${ranker.url}/v2',
    ]);
    expect({ secrets, port }).toEqual({ secrets: ['OPENAI_API_KEY', 'ANTHROPIC_API_KEY'], port: 'APP_PORT' });
  });
});

describe('routesIn', () => {
  it.each([
    ["app.post('/v1/items/:id', h)", ['POST /v1/items/{id}']],
    ['@app.get("/items/{item_id:int}")', ['GET /items/{item_id}']],
    ["@bp.route('/x/<int:id>', methods=['PUT'])", ['PUT /x/{id}']],
    ['@Post("ask")', ['POST /ask']],
    ["if (req.method === 'DELETE' && url.pathname === '/things')", ['DELETE /things']],
    ["app.get('/healthz', h); app.get('/docs', h)", []],
  ])('%s', (text, expected) => {
    const routes = routesIn([{ file: 'a', text }]);
    expect(calls(routes).map(({ method, path }) => `${method} ${path}`)).toEqual(expected);
    expect(healthRoutes(routes)).toEqual(text.includes('healthz') ? ['/healthz'] : []);
  });
});
