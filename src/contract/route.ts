/**
 * The expression that the paths of a call match: `/v1/tickets/{id}` → one group for each parameter. A slash at the end
 * makes no difference.
 */
export function pathPattern(path: string): RegExp {
  const literal = path.replaceAll(/[.*+?^$()|[\]\\]/g, '\\$&').replaceAll(/\{[^}]+\}/g, '([^/]+)');
  return new RegExp(`^${literal}/?$`);
}
