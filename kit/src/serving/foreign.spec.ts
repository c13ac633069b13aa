import { describe, expect, it } from '@jest/globals';
import { buildSchema, printType, type GraphQLSchema } from 'graphql';
import { loosenForeign } from './foreign.ts';

const DIRECTIVES = 'directive @external on FIELD_DEFINITION directive @inaccessible on FIELD_DEFINITION\n';
const loosened = (sdl: string): GraphQLSchema => {
  const schema = buildSchema(DIRECTIVES + sdl);
  loosenForeign(schema, ['Shop']);
  return schema;
};
const printed = (schema: GraphQLSchema, type: string): string => printType(schema.getType(type)!);

describe('what another subgraph has to answer', () => {
  const schema = loosened(`
    type Query { goods: [Good!]! count: Int! peerGoods: [Good!]! @inaccessible }
    type Mutation { buy: Good! }
    type Good { id: ID! name: String! shop: Shop! shops: [Shop!]! }
    type Shop { id: ID! size: Int! @external rating: Float! }
  `);
  it('can be null: roots, what leads to it, and what is added to it', () => {
    expect(printed(schema, 'Query')).toContain('goods: [Good!]\n  count: Int\n');
    expect(printed(schema, 'Good')).toContain('shop: Shop\n  shops: [Shop!]\n');
    expect(printed(schema, 'Shop')).toContain('rating: Float\n');
  });
  it('leaves what only peers ask, keys, what others own of it, own fields and mutations as they are', () => {
    expect(printed(schema, 'Query')).toContain('peerGoods: [Good!]!');
    expect(printed(schema, 'Shop')).toContain('id: ID!\n  size: Int!');
    expect(printed(schema, 'Good')).toContain('id: ID!\n  name: String!\n');
    expect(printed(schema, 'Mutation')).toContain('buy: Good!');
  });
});
