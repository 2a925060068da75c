import { valueMess } from '../mess.ts';
import { onScalar } from '../places.ts';

export const valueInObject = valueMess({
  name: 'value-in-object',
  summary: 'wraps a value in an object of its own',
  seen: 'GraphQL and DynamoDB clients, `{ "value": … }` of a form library.',
  instead: onScalar((value) => [{ value }]),
});
