import 'reflect-metadata';
import { buildSubgraphSchema } from '@apollo/subgraph';
import type { GraphQLResolverMap } from '@apollo/subgraph/dist/schema-helper/index.js';
import { printSchemaWithDirectives } from '@graphql-tools/utils';
import { parse as parseDocument, type GraphQLResolveInfo, type GraphQLSchema } from 'graphql';
import {
  Arg,
  buildSchemaSync,
  createResolversMap,
  Directive,
  Field,
  Float,
  getMetadataStorage,
  ID,
  Int,
  ObjectType,
  Query,
  Resolver,
  Ctx,
  type NonEmptyArray,
} from 'type-graphql';
import { watchMutations } from '../privacy/acts.ts';
import { forbidden } from '../rules/graphql.ts';
import { HINTS_SDL, writeHints } from '../rules/hints.ts';
import { storeEnumDefaults } from './enum-defaults.ts';
import { loosenForeign } from './foreign.ts';
import { lifecycleFaults } from './lifecycles.ts';
import type { Environment, Secrets, SettingProblem } from './config.ts';
import type { Context } from '../data/context.ts';
import type { ActRecord } from '../privacy/act-record.ts';
import {
  gatherFigures,
  MISSED_SHOWN_MAX,
  type EvidenceTable,
  type MissedRow,
  type Source,
  type Verdict,
} from '../rules/evidence.ts';
import { EvidenceSources, Verdicts } from '../rules/evidence-enums.ts';
import type { EdgeAnswer, EdgeRequest } from '../messages/peers.ts';
import type { EventDefinition } from '../messages/event.ts';
import type { FileColumn } from '../privacy/file-uses.ts';
import { mutationPermissions, mutationsResolver, type AnyMutation } from '../rules/mutation.ts';
import type { DueBoard } from '../data/due.ts';
import { withDuties, type RoomDuties } from '../data/duties.ts';
import { dutiesResolver } from './duties.ts';
import { matrixResolver } from './matrix.ts';
import type { AnyMoves } from '../data/moves.ts';
import type { KeptRows } from '../data/forget-old.ts';
import type { Entities } from '../data/orm.ts';
import {
  guardSchema,
  isRule,
  permit,
  permissionRows,
  type PermissionRow,
  type PermissionTree,
} from '../rules/permissions.ts';
import { permissionMatrix, type PermissionMatrix } from '../rules/permission-matrix.ts';
import type { Signer } from '../messages/signing.ts';
import type { Reaction } from '../messages/relay.ts';
import type { Actor } from '../rules/actor.ts';
import { caseFileResolver, type CaseFile } from '../privacy/case-file.ts';
import { personsResolver, type PersonsData } from '../privacy/persons.ts';
import type { SealedTextColumn } from '../privacy/sealed-texts.ts';

/** What stands in a path in place of its `:name` parts. */
export type EdgeParams = Readonly<Record<string, string | undefined>>;
/** A raw HTTP route (a provider's callback, a device's push, an upload): its owner verifies it from the bytes. */
export interface Edge<C = Context> {
  method: 'GET' | 'POST' | 'DELETE' | 'OPTIONS';
  /** Below `/edges/<subgraph>`; one `:name` per segment allowed. */
  path: string;
  /** It comes by itself, many times an hour: on the audit trail stands only what names what it was done to. */
  isRoutine?: boolean;
  handle(context: C, request: EdgeRequest & { params: EdgeParams }): Promise<EdgeAnswer>;
}

/** Work done by time: one replica at a time, by lease. Each run takes what is due and leaves the rest. */
export interface Job<C = Context> {
  name: string;
  everyMs: number;
  run(context: C): Promise<void>;
}

/** As a method's type, so that a room's own takes the room's context and the keys of its type. */
type Reference = { find(context: Context, key: object, info: GraphQLResolveInfo): unknown }['find'];

export interface Manifest {
  name: string;
  /** type-graphql resolver classes. */
  resolvers: NonEmptyArray<Function>;
  /** Object types reached only from other subgraphs: stubs of foreign entities, and types without a root. */
  orphanedTypes?: Function[];
  /** Batch-friendly reference resolvers; ownership is in their `where`. Not yours and not there are both null. */
  references: Readonly<Record<string, Reference>>;
  /**
   * Entities that another subgraph owns, to which this one adds fields: taken as they are named, and what is added asks
   * for itself whose it is.
   */
  foreign?: readonly string[];
  /** Entities that another subgraph owns, to which this one only points (`@key(resolvable: false)`). */
  pointsTo?: readonly string[];
  /** Each said whole in its own file (mutation.ts). */
  mutations?: readonly AnyMutation[];
  permissions: PermissionTree;
  entities: Entities;
  /** How long the rows of each table are kept, kit's tables among them. */
  retention?: Readonly<Record<string, KeptRows>>;
  /** How each row that has a state goes through it (moves.ts). */
  lifecycles?: readonly AnyMoves[];
  /** Where people see what lies on their desks (data/due.ts). */
  due?: DueBoard;
  migrationsPath: string;
  reactions: readonly Reaction[];
  edges: readonly Edge[];
  jobs: readonly Job[];
  evidence: EvidenceTable<Context>;
  /** What is owed by a day, and how it is known whether it was done (data/duties.ts). */
  duties?: RoomDuties;
  /** What of its configuration is missing or wrong: asked before anything is opened. */
  settingProblems?: (settings: Environment) => SettingProblem[];
  /** Counted every few seconds for /metrics (heitu_figure). */
  figures?(context: Context): Promise<Readonly<Record<string, number>>>;
  /** Adapters to the outside world, made once from configuration. */
  services: (setup: ServiceSetup) => unknown;
  /** Who holds these credentials; only the subgraph that owns accounts has it. */
  authenticate?(context: Context, credentials: string): Promise<Actor | null>;
  /** Each `column.sealedText` with the column that names whose it is. */
  sealedTexts?: readonly SealedTextColumn[];
  /** Every column that names an uploaded file of this subgraph: what none of them names is deleted after a day. */
  fileColumns?: readonly FileColumn[];
  /** What becomes of a person's data who asks for a copy or for erasure. */
  persons?: PersonsData;
  /** What an authority is told of orders that it names. */
  caseFile?: CaseFile;
  /** The event by which mutations, done and refused, and reads of others' data reach the audit trail. */
  actRecorded?: EventDefinition<ActRecord>;
  /** Run once after the schema is there: reference data that must exist. */
  prepare?(context: Context): Promise<void>;
}

export interface ServiceSetup {
  /** Everything configured for this subgraph, checked by its own schema in server.ts or standalone.ts. */
  settings: Readonly<Record<string, string | undefined>>;
  now: () => Date;
  /** The key of this process; throws a ConfigError where production was given none. */
  signer: () => Signer;
  secrets: Secrets;
  /** The rules of who may see and do what, with which it runs. */
  matrix: PermissionMatrix;
}

@Directive('@shareable')
@ObjectType('MissedRow', { description: 'A row that a figure of the evidence misses.' })
export class MissedRowView {
  @Field(() => ID, { description: 'What it is and which: Order:01H….' }) ref: string;
  @Field({ description: 'How people call it.' }) text: string;
}
@Directive('@shareable')
@ObjectType()
export class ClauseFigure {
  @Field() label: string;
  @Field() value: number;
  @Field(() => String, { nullable: true }) unit?: string;
  @Field(() => Verdicts, { nullable: true, description: 'Null: nothing says what the figure must be.' })
  verdict: Verdict | null;
  @Field(() => Float, { nullable: true, description: 'How many were looked at.' }) outOf: number | null;
  @Field(() => String, { nullable: true, description: 'Chinese: what the figure must be.' }) target: string | null;
  @Field(() => Int, { nullable: true, description: 'Fewer looked at than that say nothing.' }) sampleMin: number | null;
  @Field(() => EvidenceSources, { nullable: true, description: 'Who vouches for it.' }) source: Source | null;
  @Field(() => [MissedRowView], { description: `At most ${MISSED_SHOWN_MAX}.` }) missed: readonly MissedRow[];
}
@Directive('@shareable')
@Directive('@inaccessible')
@ObjectType()
export class ClauseEvidence {
  @Field() clause: string;
  @Field(() => [ClauseFigure]) figures: ClauseFigure[];
}

/**
 * Who may collect the evidence of every subgraph, and what each keeps of a person: the one that reports it, and that
 * people ask.
 */
const COLLECTOR = 'trust';

function evidenceResolver(manifest: Manifest): Function {
  const field = `${manifest.name}Evidence`;
  @Resolver()
  class EvidenceResolver {
    @Directive('@inaccessible')
    @Query(() => [ClauseEvidence], {
      name: field,
      description: 'The evidence this subgraph has for its clauses, counted from running data.',
    })
    async evidence(
      @Ctx() context: Context,
      @Arg('fromMs', () => String) fromMs: string,
      @Arg('toMs', () => String) toMs: string,
    ): Promise<ClauseEvidence[]> {
      const period = { fromMs: Number(fromMs), toMs: Number(toMs) };
      return gatherFigures(withDuties(manifest.evidence, manifest.duties ?? {}), context, period);
    }
  }
  return EvidenceResolver;
}

export interface BuiltSubgraph {
  schema: GraphQLSchema;
  sdl: string;
  permissionRows: PermissionRow[];
  /** The same, as it is told to whoever keeps its versions. */
  matrix: PermissionMatrix;
}

const FEDERATION_LINK = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable", "@external", "@requires", "@provides", "@inaccessible", "@override", "@tag", "@cost", "@listSize", "@composeDirective"])\n\n${HINTS_SDL}`;

/**
 * A field that is just a property of its row is left to graphql, which asks nobody: a resolver for each would cost more
 * than all others together.
 */
function leaveProperties(): void {
  const { fields, middlewares } = getMetadataStorage();
  const watched = (target: Function, name: string): boolean =>
    middlewares.some((one) => one.target === target && one.fieldName === name);
  for (const field of fields)
    if (field.schemaName === field.name && !watched(field.target, field.name)) field.simple ??= true;
}

/** The rules that a manifest and its mutations say, and those of what every subgraph has. */
function permissionsOf(manifest: Manifest, schema: GraphQLSchema): PermissionTree {
  const { name, mutations = [], persons, caseFile, permissions: own } = manifest;
  const fieldsOf = (branch: PermissionTree[string] = {}) => (isRule(branch) ? {} : branch);
  const { mayDo, refused } = mutationPermissions(mutations);
  const ofPeer = permit.peer(COLLECTOR);
  const shared = [
    'PageInfo',
    'RefusalDetail',
    'ClauseEvidence',
    'ClauseFigure',
    'MissedRow',
    'KeptRecord',
    'DutiesOwed',
    'OwedDuty',
    'CountedDuty',
    'RoomMatrix',
  ];
  return {
    ...own,
    ...refused,
    ...(mutations.length > 0 && { Mutation: { ...fieldsOf(own['Mutation']), ...mayDo } }),
    Query: {
      ...fieldsOf(own['Query']),
      [`${name}Evidence`]: ofPeer,
      [`${name}Matrix`]: ofPeer,
      ...(manifest.duties && { [`${name}Duties`]: ofPeer }),
      ...(persons && { [`${name}Kept`]: ofPeer, [`${name}Copy`]: ofPeer }),
      ...(caseFile && { [`${name}CaseFile`]: ofPeer }),
    },
    ...Object.fromEntries(shared.filter((type) => schema.getType(type)).map((type) => [type, permit.anyone])),
  };
}

/**
 * type-graphql classes → guarded executable federation schema and its SDL. `replaceResolvers` changes what answers
 * behind the rules (the tests of the rules themselves plant values there).
 */
export function buildSubgraph(
  manifest: Manifest,
  replaceResolvers: (schema: GraphQLSchema) => void = () => {},
): BuiltSubgraph {
  const { mutations = [] } = manifest;
  const [fault] = lifecycleFaults(manifest);
  if (fault) throw new Error(`${manifest.name}: ${fault}`);
  leaveProperties();
  const schema = buildSchemaSync({
    resolvers: [
      manifest.resolvers[0],
      ...manifest.resolvers.slice(1),
      evidenceResolver(manifest),
      matrixResolver(manifest.name, () => matrix),
      ...(manifest.duties ? [dutiesResolver(manifest.name, manifest.duties)] : []),
      ...(mutations.length > 0 ? [mutationsResolver(mutations)] : []),
      ...(manifest.persons ? [personsResolver(manifest.name, manifest.persons)] : []),
      ...(manifest.caseFile ? [caseFileResolver(manifest.name, manifest.caseFile)] : []),
    ],
    orphanedTypes: manifest.orphanedTypes ?? [],
    validate: false,
    emitSchemaFile: false,
  });
  loosenForeign(schema, [...(manifest.foreign ?? []), ...(manifest.pointsTo ?? [])]);
  writeHints(schema);
  const permissions = permissionsOf(manifest, schema);
  const unknown = Object.keys(permissions).filter((type) => !schema.getType(type));
  if (unknown.length > 0) throw new Error(`${manifest.name}: permissions name unknown types ${unknown.join(', ')}`);
  const rows = permissionRows(schema, permissions);
  const matrix = permissionMatrix(rows);
  replaceResolvers(schema);
  const guarded = guardSchema(schema, permissions);
  watchMutations(guarded, permissions);
  const sdl = FEDERATION_LINK + printSchemaWithDirectives(schema).replace(/^schema \{[^}]*\}\n*/m, '');
  const map: Record<string, object> = createResolversMap(guarded);
  for (const [type, resolve] of Object.entries(referencesOf(manifest)))
    map[type] = { ...map[type], __resolveReference: referenceTo(type, resolve) };
  // What type-graphql makes for other tools Apollo takes too, by another type.
  const resolvers = map as GraphQLResolverMap<unknown>;
  const federated = buildSubgraphSchema([{ typeDefs: parseDocument(sdl), resolvers }]);
  storeEnumDefaults(federated);
  return { schema: federated, sdl, permissionRows: rows, matrix };
}

function referenceTo(type: string, resolve: Reference) {
  return async (key: object, context: Context, info: GraphQLResolveInfo) => {
    // A peer asks by the roots that name it: what a type lets pass is meant for those who came by a guarded root.
    if (context.actor.kind === 'peer') throw forbidden();
    // Given back, not thrown: a compiled list has no place for an item that rejects.
    const found = await Promise.resolve(resolve(context, key, info)).catch((error: Error) => error);
    return found && typeof found === 'object' ? Object.assign(found, { __typename: type }) : null;
  };
}

/** What is found by reference: own entities by the room's functions, foreign ones as they are named. */
export const referencesOf = ({ references, foreign = [] }: Manifest): Manifest['references'] => ({
  ...Object.fromEntries(foreign.map((type): [string, Reference] => [type, (_context, key) => ({ ...key })])),
  ...references,
});

const built = new WeakMap<Manifest, BuiltSubgraph>();
/** What `buildSubgraph` makes, made once: a process may run one subgraph several times, as tests do. */
export function builtSubgraph(manifest: Manifest): BuiltSubgraph {
  let known = built.get(manifest);
  if (!known) built.set(manifest, (known = buildSubgraph(manifest)));
  return known;
}
