import {
  getVariableValues,
  GraphQLError,
  Kind,
  visit,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { must } from '@heitu/kit/rules/checked';
import type { Json } from './contract.ts';

/** What graphql-js stops at when it executes. */
const VARIABLE_ERRORS_MAX = 50;

export type Variables = { errors: readonly GraphQLError[]; values?: undefined } | { errors?: undefined; values: Json };

/**
 * Checks what a client sent for an operation's variables, and fills in defaults. Afterwards each of `conditions` is a
 * boolean.
 */
export function compileVariables(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  conditions: readonly string[],
): (given: Json) => Variables {
  const definitions = operation.variableDefinitions ?? [];
  if (definitions.length === 0) return () => ({ values: {} });
  return (given) => {
    const { errors, coerced } = getVariableValues(schema, definitions, given, { maxErrors: VARIABLE_ERRORS_MAX });
    if (errors) return { errors };
    // A nullable variable with a default passes validation here, and may still be sent as null.
    const nulls = conditions.filter((name) => typeof coerced[name] !== 'boolean');
    return nulls.length > 0
      ? {
          errors: nulls.map(
            (name) =>
              new GraphQLError(`Variable "$${name}" must not be null where it decides what is included.`, {
                extensions: { code: 'BAD_USER_INPUT' },
              }),
          ),
        }
      : { values: coerced };
  };
}

/** The variables that @skip and @include ask for, in an operation and the fragments that it uses. */
export function conditionsOf(
  operation: OperationDefinitionNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
): readonly string[] {
  const [names, seen] = [new Set<string>(), new Set<string>()];
  const look = (node: OperationDefinitionNode | FragmentDefinitionNode): void => {
    visit(node, {
      Directive({ name, arguments: given }) {
        const value = given?.[0]?.value;
        if ((name.value === 'skip' || name.value === 'include') && value?.kind === Kind.VARIABLE)
          names.add(value.name.value);
      },
      FragmentSpread({ name: { value: name } }) {
        if (seen.has(name)) return;
        seen.add(name);
        look(must(fragments.get(name), 'a fragment that is spread'));
      },
    });
  };
  look(operation);
  return [...names];
}
