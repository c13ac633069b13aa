import {
  getNamedType,
  isAbstractType,
  isCompositeType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  OperationTypeNode,
  valueFromASTUntyped,
  type ConstDirectiveNode,
  type DocumentNode,
  type FieldNode,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLOutputType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import { must } from '@heitu/kit/rules/checked';
import { z } from '@heitu/kit/rules/validate';
import { conditionOf, fragmentOf, fragmentsOf, type Fragments } from '../execution/fragments.ts';

/**
 * Costs as the IBM specification has them (`@cost`, `@listSize`; ibm.github.io/graphql-specs/cost-spec.html), computed
 * before running: each object costs 1, a list as many as it may hold; to this comes for the call of a field its
 * `@cost(weight:)`, for a mutation 10, else nothing.
 */
const OBJECT_COST = 1;
const MUTATION_COST = 10;
/** A list for which nothing says how long it is. */
export const LIST_SIZE_ASSUMED = 10;

const listSize = z.object({
  assumedSize: z.number().optional(),
  slicingArguments: z.array(z.string()).optional(),
  sizedFields: z.array(z.string()).optional(),
});
type ListSize = z.output<typeof listSize>;
/** What the supergraph says about its fields, by `Type.field`. */
export interface CostHints {
  weights: ReadonlyMap<string, number>;
  sizes: ReadonlyMap<string, ListSize>;
}

/** Of the directives in a supergraph's text; composition has them on the fields. */
export function readCostHints(supergraph: DocumentNode): CostHints {
  const weights = new Map<string, number>();
  const sizes = new Map<string, ListSize>();
  for (const definition of supergraph.definitions) {
    if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION && definition.kind !== Kind.INTERFACE_TYPE_DEFINITION) continue;
    for (const field of definition.fields ?? []) {
      for (const directive of field.directives ?? []) {
        const key = `${definition.name.value}.${field.name.value}`;
        if (directive.name.value === 'cost') weights.set(key, Number(argumentsOf(directive)['weight']));
        if (directive.name.value === 'listSize') sizes.set(key, listSize.parse(argumentsOf(directive)));
      }
    }
  }
  return { weights, sizes };
}

export const argumentsOf = (directive: ConstDirectiveNode): Record<string, unknown> =>
  Object.fromEntries((directive.arguments ?? []).map(({ name, value }) => [name.value, valueFromASTUntyped(value)]));

export type Variables = Readonly<Record<string, unknown>>;
type Cost = (variables: Variables) => number;
type Size = (variables: Variables) => number;

/** The cost of an operation that is valid in `schema`, as a function of its variables. */
export function compileCost(
  schema: GraphQLSchema,
  hints: CostHints,
  operation: OperationDefinitionNode,
  document: DocumentNode,
): Cost {
  const root = must(schema.getRootType(operation.operation), 'the root of a valid operation');
  const costs = new CostCompiler(schema, hints, operation, document).ofSelections(
    operation.selectionSet,
    root,
    new Map(),
    0,
  );
  return (variables) => costs.reduce((total, cost) => total + cost(variables), 0);
}

class CostCompiler {
  readonly #schema: GraphQLSchema;
  readonly #hints: CostHints;
  readonly #isMutation: boolean;
  readonly #fragments: Fragments;
  /** Of the operation's variables. */
  readonly #defaults: ReadonlyMap<string, unknown>;
  constructor(schema: GraphQLSchema, hints: CostHints, operation: OperationDefinitionNode, document: DocumentNode) {
    this.#schema = schema;
    this.#hints = hints;
    this.#isMutation = operation.operation === OperationTypeNode.MUTATION;
    this.#fragments = fragmentsOf(document.definitions);
    this.#defaults = new Map(
      (operation.variableDefinitions ?? []).map(({ variable, defaultValue }) => [
        variable.name.value,
        defaultValue && valueFromASTUntyped(defaultValue),
      ]),
    );
  }

  /** `sized`: the lists in it whose length the field above them says. */
  ofSelections(
    { selections }: SelectionSetNode,
    type: GraphQLCompositeType,
    sized: ReadonlyMap<string, Size>,
    depth: number,
  ): Cost[] {
    return selections.flatMap((selection): Cost[] => {
      if (selection.kind === Kind.FIELD) return this.#ofField(selection, type, sized, depth);
      const fragment = fragmentOf(selection, this.#fragments);
      return this.ofSelections(fragment.selectionSet, conditionOf(fragment, this.#schema) ?? type, sized, depth);
    });
  }

  #ofField(node: FieldNode, type: GraphQLCompositeType, sized: ReadonlyMap<string, Size>, depth: number): Cost[] {
    const name = node.name.value;
    const field =
      isObjectType(type) || (isAbstractType(type) && 'getFields' in type) ? type.getFields()[name] : undefined;
    if (!field) return [];
    const key = `${type.name}.${name}`;
    const named = getNamedType(field.type);
    const call = this.#hints.weights.get(key) ?? (this.#isMutation && depth === 0 ? MUTATION_COST : 0);
    const each = isCompositeType(named) ? OBJECT_COST : 0;
    const { sizedFields = [], ...hint } = this.#hints.sizes.get(key) ?? {};
    const size = this.#hints.sizes.has(key) ? sizeOf(hint, node, field, this.#defaults) : () => LIST_SIZE_ASSUMED;
    const sizedBelow = new Map(sizedFields.map((below) => [below, size]));
    const ofAbove = sized.get(name) ?? (() => LIST_SIZE_ASSUMED);
    const saysItsOwn = this.#hints.sizes.has(key) && sizedFields.length === 0;
    const times = isList(field.type) ? (saysItsOwn ? size : ofAbove) : null;
    const below =
      node.selectionSet && isCompositeType(named)
        ? this.ofSelections(node.selectionSet, named, sizedBelow, depth + 1)
        : [];
    if (call + each === 0) return [];
    const sum: Cost = (variables) => below.reduce((total, cost) => total + cost(variables), each);
    return [(variables) => call + (times ? times(variables) : 1) * sum(variables)];
  }
}

/** The largest of what the slicing arguments ask for; else what is assumed. */
function sizeOf(
  { slicingArguments = [], assumedSize = LIST_SIZE_ASSUMED }: ListSize,
  node: FieldNode,
  field: GraphQLField<unknown, unknown>,
  defaults: ReadonlyMap<string, unknown>,
): Size {
  const asked = slicingArguments.map((name): ((variables: Variables) => unknown) => {
    const value = node.arguments?.find((argument) => argument.name.value === name)?.value;
    const standard = field.args.find((argument) => argument.name === name)?.defaultValue;
    if (!value) return () => standard;
    if (value.kind !== Kind.VARIABLE) return () => valueFromASTUntyped(value);
    const variable = value.name.value;
    return (variables) => variables[variable] ?? defaults.get(variable) ?? standard;
  });
  return (variables) => {
    const numbers = asked
      .map((one) => one(variables))
      .filter((one): one is number => typeof one === 'number' && one >= 0);
    return numbers.length > 0 ? Math.max(...numbers) : assumedSize;
  };
}

const isList = (type: GraphQLOutputType): boolean => isListType(isNonNullType(type) ? type.ofType : type);

/** Lists of objects for which neither the supergraph nor an argument says how long they may be, as `Type.field`, sorted. */
export function unboundedLists(schema: GraphQLSchema, { sizes }: CostHints): string[] {
  const sizedBelow = new Set<string>();
  const lists: string[] = [];
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    for (const field of Object.values(type.getFields())) {
      const key = `${type.name}.${field.name}`;
      for (const below of sizes.get(key)?.sizedFields ?? [])
        sizedBelow.add(`${getNamedType(field.type).name}.${below}`);
      if (isList(field.type) && isCompositeType(getNamedType(field.type)) && !sizes.has(key)) lists.push(key);
    }
  }
  return lists.filter((key) => !sizedBelow.has(key)).sort();
}
