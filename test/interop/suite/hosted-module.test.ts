import { expect, it } from '@jest/globals';
import { HostedModule } from '../../../src/interop/suite/hosted-module.ts';

const served = { module: '/app.js', exportName: 'createApp' };

it('serves what a module makes, in the environment of its contract, and puts it back', async () => {
  const env: NodeJS.ProcessEnv = { HOME: '/home', MODE: 'test' };
  const createApp = (given: NodeJS.ProcessEnv) => () => Response.json([given, env]);
  const hosted = new HostedModule({ env, import: (file) => (file === served.module ? { createApp } : {}) }, undefined);
  const origin = await hosted.start(1, served, { MODE: 'tried', URL: 'http://127.0.0.1:1' });
  const during = { HOME: '/home', MODE: 'tried', URL: 'http://127.0.0.1:1' };
  expect(await (await fetch(origin)).json()).toEqual([during, during]);
  await hosted.stop(1);
  expect(env).toEqual({ HOME: '/home', MODE: 'test' });
  await expect(fetch(origin)).rejects.toThrow();
});

it('says what is wrong with a module, and leaves the environment as it was', async () => {
  const env: NodeJS.ProcessEnv = {};
  const hosted = new HostedModule({ env, import: () => ({}) }, () => ({ create: 1 }));
  await expect(hosted.start(1, served, { A: '1' })).rejects.toThrow(
    '/app.js has no function as its createApp export; it has: create',
  );
  expect(env).toEqual({});
});
