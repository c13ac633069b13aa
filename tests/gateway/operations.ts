import {
  astFromValue,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isRequiredArgument,
  isRequiredInputField,
  Kind,
  OperationTypeNode,
  parseType,
  specifiedRules,
  validate,
  type ArgumentNode,
  type DirectiveNode,
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLAbstractType,
  type GraphQLArgument,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  type SelectionNode,
  type SelectionSetNode,
  type ValueNode,
  type VariableDefinitionNode,
} from 'graphql';
import type { Chance } from '../simulation/chance.ts';

export interface Asked {
  document: DocumentNode;
  variables: Record<string, unknown>;
}

const DEPTH_MAX = 6;
const name = (value: string) => ({ kind: Kind.NAME, value }) as const;

/**
 * A valid operation over a schema, as odd as clients can make them: aliases, repeated fields, fragments in fragments,
 * conditions, variables.
 */
export function makeOperation(schema: GraphQLSchema, chance: Chance): Asked {
  for (;;) {
    const asked = new Maker(schema, chance).operation();
    if (validate(schema, asked.document, specifiedRules).length === 0) return asked;
  }
}

class Maker {
  readonly #schema: GraphQLSchema;
  readonly #chance: Chance;
  readonly #fragments: FragmentDefinitionNode[] = [];
  readonly #variables = new Map<string, { definition: VariableDefinitionNode; value: unknown }>();
  #aliases = 0;
  #fields = 0;

  constructor(schema: GraphQLSchema, chance: Chance) {
    this.#schema = schema;
    this.#chance = chance;
  }

  operation(): Asked {
    const mutation = this.#schema.getMutationType();
    const kind = mutation && this.#chance.isHit(0.2) ? OperationTypeNode.MUTATION : OperationTypeNode.QUERY;
    const selectionSet = this.#selectionSet(this.#schema.getRootType(kind)!, 0);
    const variables = [...this.#variables.values()];
    return {
      document: {
        kind: Kind.DOCUMENT,
        definitions: [
          {
            kind: Kind.OPERATION_DEFINITION,
            operation: kind,
            name: this.#chance.isHit(0.3) ? name('Named') : undefined,
            variableDefinitions: variables.map(({ definition }) => definition),
            selectionSet,
          },
          ...this.#fragments,
        ],
      },
      variables: Object.fromEntries(
        variables
          .filter(({ value }) => value !== undefined)
          .map(({ definition, value }) => [definition.variable.name.value, value]),
      ),
    };
  }

  #selectionSet(type: GraphQLCompositeType, depth: number): SelectionSetNode {
    const selections: SelectionNode[] = [];
    const wanted = this.#chance.between(1, depth === 0 ? 3 : 4);
    for (let i = 0; i < wanted; i++) selections.push(...this.#selection(type, depth));
    if (selections.length === 0) selections.push({ kind: Kind.FIELD, name: name('__typename') });
    return { kind: Kind.SELECTION_SET, selections };
  }

  #selection(type: GraphQLCompositeType, depth: number): SelectionNode[] {
    const chance = this.#chance;
    if (depth < DEPTH_MAX && isAbstractType(type) && chance.isHit(0.2)) return this.#alike(type, depth);
    if (depth < DEPTH_MAX && chance.isHit(isAbstractType(type) ? 0.5 : 0.12)) return [this.#fragment(type, depth)];
    if (chance.isHit(0.12) || !('getFields' in type))
      return [
        {
          kind: Kind.FIELD,
          alias: chance.isHit(0.2) ? name(this.#alias()) : undefined,
          name: name('__typename'),
          directives: depth > 0 ? this.#conditions() : [],
        },
      ];
    const fields = Object.values(type.getFields()).filter((one) =>
      depth < DEPTH_MAX && this.#fields < 35 ? true : !isCompositeType(getNamedType(one.type)),
    );
    if (fields.length === 0) return [];
    const field = chance.pick(fields);
    const made = this.#field(field, depth);
    // The same once more: two selections of one key are merged.
    return chance.isHit(0.1) && made.selectionSet
      ? [
          made,
          { ...made, selectionSet: this.#selectionSet(getNamedType(field.type) as GraphQLCompositeType, depth + 1) },
        ]
      : [made];
  }

  #field(field: GraphQLField<unknown, unknown>, depth: number) {
    this.#fields += 1;
    const chance = this.#chance;
    const type = getNamedType(field.type);
    return {
      kind: Kind.FIELD,
      name: name(field.name),
      alias: chance.isHit(field.args.length > 0 ? 0.5 : 0.1) ? name(this.#alias()) : undefined,
      arguments: field.args.flatMap((one) => this.#argument(one)),
      directives: this.#conditions(),
      selectionSet: isCompositeType(type) ? this.#selectionSet(type, depth + 1) : undefined,
    } as const;
  }

  #fragment(type: GraphQLCompositeType, depth: number): SelectionNode {
    const chance = this.#chance;
    const on = chance.isHit(0.2) ? type : chance.pick(this.#overlapping(type));
    const selectionSet = this.#selectionSet(on, depth + 1);
    const typeCondition = { kind: Kind.NAMED_TYPE, name: name(on.name) } as const;
    const reused = this.#fragments.filter((one) => one.typeCondition.name.value === on.name);
    if (reused.length > 0 && chance.isHit(0.3))
      return { kind: Kind.FRAGMENT_SPREAD, name: chance.pick(reused).name, directives: this.#conditions() };
    if (chance.isHit(0.3)) {
      const fragment = {
        kind: Kind.FRAGMENT_DEFINITION,
        name: name(`F${this.#fragments.length}`),
        typeCondition,
        selectionSet,
      } as const;
      this.#fragments.push(fragment);
      return { kind: Kind.FRAGMENT_SPREAD, name: fragment.name, directives: this.#conditions() };
    }
    return {
      kind: Kind.INLINE_FRAGMENT,
      typeCondition: on === type && chance.isHit(0.5) ? undefined : typeCondition,
      directives: this.#conditions(),
      selectionSet,
    };
  }

  /** The same field of several types: a subgraph may know it of different types. */
  #alike(type: GraphQLAbstractType, depth: number): SelectionNode[] {
    const possible = this.#schema.getPossibleTypes(type);
    const fields = Object.values(this.#chance.pick(possible).getFields());
    const field = this.#chance.pick(fields);
    const made = { ...this.#field(field, depth), alias: undefined };
    return possible
      .filter((one) => one.getFields()[field.name])
      .map((one) => ({
        kind: Kind.INLINE_FRAGMENT,
        typeCondition: { kind: Kind.NAMED_TYPE, name: name(one.name) },
        selectionSet: { kind: Kind.SELECTION_SET, selections: [made] },
      }));
  }

  #overlapping(type: GraphQLCompositeType): GraphQLCompositeType[] {
    const schema = this.#schema;
    if (!isAbstractType(type)) return [type, ...type.getInterfaces()];
    const possible = schema.getPossibleTypes(type);
    return [...possible, ...possible, ...new Set(possible.flatMap((one: GraphQLObjectType) => one.getInterfaces()))];
  }

  #alias(): string {
    if (this.#chance.isHit(0.05)) return this.#chance.pick(['constructor', 'toString', 'hasOwnProperty', '__proto__']);
    return this.#chance.isHit(0.1)
      ? this.#chance.pick(['id', 'sku', 'weight', 'dims', '__typename', 'name'])
      : `a${this.#aliases++}`;
  }

  #conditions(): DirectiveNode[] {
    return (['skip', 'include'] as const)
      .filter(() => this.#chance.isHit(0.06))
      .map((directive) => {
        const value = this.#chance.isHit(directive === 'skip' ? 0.4 : 0.6);
        const node: ValueNode = this.#chance.isHit(0.8)
          ? this.#variable('Boolean!', value, `c${this.#chance.below(3)}`)
          : { kind: Kind.BOOLEAN, value };
        return {
          kind: Kind.DIRECTIVE,
          name: name(directive),
          arguments: [{ kind: Kind.ARGUMENT, name: name('if'), value: node }],
        };
      });
  }

  #variable(type: string, value: unknown, as = `v${this.#variables.size}`): ValueNode {
    if (!this.#variables.has(as)) {
      const defaultValue: ValueNode | undefined =
        typeof value === 'boolean' && this.#chance.isHit(0.3) ? { kind: Kind.BOOLEAN, value } : undefined;
      const definition = {
        kind: Kind.VARIABLE_DEFINITION,
        variable: { kind: Kind.VARIABLE, name: name(as) },
        type: parseType(type),
        defaultValue,
      } as VariableDefinitionNode;
      this.#variables.set(as, { definition, value: defaultValue && this.#chance.isHit(0.5) ? undefined : value });
    }
    return { kind: Kind.VARIABLE, name: name(as) };
  }

  #argument(argument: GraphQLArgument): ArgumentNode[] {
    if (!isRequiredArgument(argument) && this.#chance.isHit(0.5)) return [];
    const value = this.#value(argument.type, 0);
    const node = this.#chance.isHit(0.4)
      ? this.#variable(String(argument.type), value)
      : astFromValue(value, argument.type)!;
    return [{ kind: Kind.ARGUMENT, name: name(argument.name), value: node }];
  }

  #value(type: GraphQLInputType, depth: number): unknown {
    const chance = this.#chance;
    if (isNonNullType(type)) return this.#some(type.ofType, depth);
    return chance.isHit(0.05) && depth > 0 ? null : this.#some(type, depth);
  }
  #some(type: GraphQLInputType, depth: number): unknown {
    const chance = this.#chance;
    if (isListType(type))
      return Array.from({ length: depth > 3 ? 0 : chance.below(3) }, () => this.#value(type.ofType, depth + 1));
    if (isInputObjectType(type))
      return Object.fromEntries(
        Object.values(type.getFields())
          .filter((one) => isRequiredInputField(one) || (depth < 3 && chance.isHit(0.4)))
          .map((one) => [one.name, this.#value(one.type, depth + 1)]),
      );
    if (isEnumType(type)) return chance.pick(type.getValues()).value;
    return this.#scalar(getNamedType(type));
  }

  #scalar(type: GraphQLNamedType): unknown {
    const chance = this.#chance;
    if (type.name === 'Int') return chance.below(10);
    if (type.name === 'Float') return chance.below(10) + 0.5;
    if (type.name === 'Boolean') return chance.isHit(0.5);
    return `x${chance.below(4)}`;
  }
}
