/** The servers of the other benches, which tell the port that they have chosen in a message. */
const file = (name) => new URL(`../../${name}`, import.meta.url).pathname;

const launch = ({ name }, target) => ({
  command: process.execPath,
  args: name === 'http' ? [file('targets.mjs'), target] : [file('openai-targets.mjs'), target, 'plain'],
  tells: true,
});

export const bare = { name: 'bare `node:http`', launch: ({ route }) => launch(route, 'node:http') };

export const simulator = { name: '**Shakedown**, as in a run', launch: ({ route }) => launch(route, 'simulator') };

export const aimock = {
  name: 'aimock',
  package: '@copilotkit/aimock',
  routes: ['chat'],
  launch: ({ route }) => launch(route, 'aimock'),
};
