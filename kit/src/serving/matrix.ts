import { Directive, Field, Int, ObjectType, Query, Resolver } from 'type-graphql';
import type { PermissionMatrix } from '../rules/permission-matrix.ts';

@Directive('@shareable')
@Directive('@inaccessible')
@ObjectType('RoomMatrix')
class RoomMatrix {
  @Field({ description: 'SHA-256 of its rules, in hex.' }) digest: string;
  @Field(() => Int) ruleCount: number;
  @Field(() => [String], { description: '`Mutation.closeIncident: role operator-admin`, sorted.' })
  rules: readonly string[];
}

/** The rules with which a room runs: asked by the room that keeps each version of all of them. */
export function matrixResolver(name: string, matrixOf: () => PermissionMatrix): Function {
  @Resolver()
  class MatrixResolver {
    @Directive('@inaccessible')
    @Query(() => RoomMatrix, {
      name: `${name}Matrix`,
      description: 'The rules of who may see and do what, with which this subgraph runs now.',
    })
    matrix(): RoomMatrix {
      const { digest, rules } = matrixOf();
      return { digest, ruleCount: rules.length, rules };
    }
  }
  return MatrixResolver;
}
