import { Supergraph } from '@apollo/federation-internals';
import type { QueryPlan } from '@apollo/query-planner';
import {
  GraphQLError,
  Kind,
  OperationTypeNode,
  print,
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { LRUCache } from 'lru-cache';
import { createPlanner, type Plan } from '../planning/planner.ts';
import { conflictingRequirements } from '../planning/required-arguments.ts';
import { createPlanCheck } from '../planning/sound-plan.ts';
import { createPlanning, type Planning, type PlanningSettings } from '../planning/planning.ts';
import { compileAnswer } from './answer.ts';
import type { Answer, Send } from './contract.ts';
import { createNaming, type Names } from './names.ts';
import { compilePlan } from './plan.ts';
import { Run } from './run.ts';
import { compileVariables, conditionsOf } from './variables.ts';

export type { Answer, FetchAnswer, FetchRequest, Send } from './contract.ts';
export interface Executable<Caller> {
  readonly operation: OperationDefinitionNode;
  /** Of the document as it was planned: some of the client's names are others there. */
  readonly plan: QueryPlan;
  readonly planned: DocumentNode;
  /**
   * `variables` as the client sent them. Rejects with the signal's reason once it is aborted; fetches that are under
   * way are told.
   */
  run(variables: Record<string, unknown>, caller: Caller, signal?: AbortSignal): Promise<Answer>;
}
export interface Execution<Caller> {
  /** What clients see: the API schema. */
  readonly schema: GraphQLSchema;
  /** Subgraph → its address in the supergraph's file. */
  readonly services: ReadonlyMap<string, string>;
  /**
   * Plans and compiles a document that is valid in `schema`; the caller keeps what is worth keeping. Throws a
   * GraphQLError where no such operation can be run.
   */
  prepare(document: DocumentNode, operationName?: string): Executable<Caller>;
  /**
   * The same of what a stranger wrote, planned in bounded time and beside this thread. `asker`: in whose turn. Rejects
   * with NotPlanned where it is not.
   */
  prepareFor(asker: string, document: DocumentNode, operationName?: string): Promise<Executable<Caller>>;
  readonly planning: Pick<Planning, 'start' | 'retire' | 'close'>;
}
/** A supergraph that composes, and that plans would answer wrongly. */
export class CannotBeServed extends Error {}
/** Throws where Apollo's plans would answer some operation wrongly, whoever runs them. */
export function assertCanBeServed(supergraphSdl: string): void {
  const conflicts = conflictingRequirements(supergraphSdl);
  if (conflicts.length > 0) throw new CannotBeServed(`it would be answered wrongly: ${conflicts.join('; ')}`);
}
/** The code of an operation that is valid, and of which no plan leads to the right answer. */
export const CANNOT_BE_ANSWERED = 'CANNOT_BE_ANSWERED';
const PLANNING: PlanningSettings = { millisecondsMax: 2000, waitMillisecondsMax: 20_000 };

/** What is the same for all who run operations of one supergraph: it takes a second of a processor. */
function read(supergraphSdl: string) {
  assertCanBeServed(supergraphSdl);
  const supergraph = Supergraph.build(supergraphSdl);
  const schema = supergraph.apiSchema().toGraphQLJSSchema();
  return {
    supergraph,
    schema,
    // Representations may name what clients do not see.
    wholeSchema: supergraph.schema.toGraphQLJSSchema(),
    naming: createNaming(supergraphSdl),
    whyUnsound: createPlanCheck(supergraphSdl, schema),
  };
}
/** The last one: a process that starts gateways one after the other, as tests do, reads its supergraph once. */
const lastRead = new LRUCache<string, ReturnType<typeof read>>({ max: 1, memoMethod: read });

/** Plans are Apollo's; what runs them is ours (decision 12). */
export function createExecution<Caller>(
  supergraphSdl: string,
  send: Send<Caller>,
  settings: PlanningSettings = PLANNING,
): Execution<Caller> {
  const { supergraph, schema, wholeSchema, naming, whyUnsound } = lastRead.memo(supergraphSdl);
  const planning = createPlanning(supergraphSdl, settings);
  let planner: Plan | undefined;

  function compile({ operation, fragments }: Picked, names: Names, plan: QueryPlan): Executable<Caller> {
    const unsound = whyUnsound(pick(names.document, operation.name?.value), plan);
    if (unsound !== null) throw new GraphQLError(unsound, { extensions: { code: CANNOT_BE_ANSWERED } });
    const conditions = conditionsOf(operation, fragments);
    const variablesOf = compileVariables(schema, operation, conditions);
    const execute = compilePlan<Caller>(wholeSchema, plan);
    const answerOf = compileAnswer(schema, operation, fragments, conditions, names.keyOf);
    return {
      operation,
      plan,
      planned: names.document,
      async run(given, caller, signal) {
        const { errors, values } = variablesOf(given);
        if (errors) return { errors };
        const run = new Run(send, caller, given, values, signal);
        await execute(run);
        for (const [i, error] of run.errors.entries()) run.errors[i] = names.told(error);
        for (const [i, place] of run.gaps.entries()) run.gaps[i] = names.placeOf(place);
        return answerOf(run);
      },
    };
  }
  return {
    schema,
    services: addressesOf(supergraph),
    planning,
    prepare(document, operationName) {
      const [picked, names] = [pick(document, operationName), naming(document)];
      // Where every operation is a stranger's nothing is planned here.
      planner ??= createPlanner(supergraph);
      return compile(picked, names, planner(names.document, operationName));
    },
    async prepareFor(asker, document, operationName) {
      const [picked, names] = [pick(document, operationName), naming(document)];
      return compile(picked, names, await planning.plan({ text: print(names.document), operationName }, asker));
    },
  };
}

const addressesOf = (supergraph: Supergraph): Map<string, string> =>
  new Map(supergraph.subgraphsMetadata().map(({ name, url }) => [name, url]));
/** Subgraph → its address in the supergraph's file. */
export const servicesOf = (supergraphSdl: string): ReadonlyMap<string, string> =>
  addressesOf(Supergraph.build(supergraphSdl, { validateSupergraph: false }));

interface Picked {
  operation: OperationDefinitionNode;
  fragments: ReadonlyMap<string, FragmentDefinitionNode>;
}
function pick(document: DocumentNode, operationName: string | undefined): Picked {
  const fragments = new Map<string, FragmentDefinitionNode>();
  const operations: OperationDefinitionNode[] = [];
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
    else if (
      definition.kind === Kind.OPERATION_DEFINITION &&
      (!operationName || definition.name?.value === operationName)
    )
      operations.push(definition);
  }
  const [operation, another] = operations;
  if (!operation)
    throw refusal(operationName ? `Unknown operation named "${operationName}".` : 'Must provide an operation.');
  if (another) throw refusal('Must provide operation name if query contains multiple operations.');
  if (operation.operation === OperationTypeNode.SUBSCRIPTION) throw refusal('Subscriptions are not supported.');
  return { operation, fragments };
}
const refusal = (message: string): GraphQLError =>
  new GraphQLError(message, { extensions: { code: 'OPERATION_RESOLUTION_FAILURE' } });
