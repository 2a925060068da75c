import type { DiffRule } from '../rule.ts';
import { callersOf } from '../who.ts';

export const launch: DiffRule = {
  name: 'launch',
  summary: 'how the component is launched is no promise; that it is a tool server, and where, is one to its callers',
  covers: ['component/launch/**'],
  *changes({ before, after }) {
    const { mcp: was, ...oldLaunch } = before.component.launch;
    const { mcp: now, ...newLaunch } = after.component.launch;
    if (JSON.stringify(was) !== JSON.stringify(now)) {
      const spoken = (mcp: typeof now) =>
        mcp ? `a tool server ${mcp.path ? `at ${mcp.path}` : 'on standard input'}` : 'an HTTP server';
      yield {
        pointer: '/component/launch',
        inside: '/protocol',
        what: `It is ${spoken(now)}, and was ${spoken(was)}.`,
        breaks: [...new Set(Object.values(before.upstream).flatMap(callersOf))],
        bump: 'major',
      };
    }
    if (JSON.stringify(oldLaunch) !== JSON.stringify(newLaunch))
      yield { pointer: '/component/launch', what: 'It is launched in another way.', breaks: [], bump: 'patch' };
  },
};
