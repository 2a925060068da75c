/** The mock server that a test of a consumer has while it runs. */
export const pact = {
  name: 'Pact mock server',
  package: '@pact-foundation/pact',
  launch: ({ route, port, folder }) => ({
    command: process.execPath,
    args: [new URL('../pact-server.mjs', import.meta.url).pathname, route.name, `${port}`],
    cwd: folder,
  }),
};
