import 'reflect-metadata';
import { Arg, Ctx, Directive, Mutation, Resolver, type ClassType } from 'type-graphql';
import type { Batch, RequestKey } from '../data/context.ts';
import { must } from './checked.ts';
import { mutationResult } from './graphql.ts';
import { inputTypeOf, nameOfType } from './input-types.ts';
import { atField, isRefused, machineRefusals, ok, refuseAs } from './outcome.ts';
import type { MachineCode, Outcome, RefusalDetail, RefusalText, Refused } from './outcome.ts';
import { permit, type Rule } from './permissions.ts';
import { identifier, parse, z } from './validate.ts';

/** What a mutation needs of a room's context. */
interface Runs {
  once<V, Code extends string>(
    request: RequestKey,
    work: () => Promise<Outcome<V, Code>>,
    byHand: boolean,
  ): Promise<Outcome<V, Code | 'REQUEST_ID_REUSED'>>;
  loader<K, V>(batch: Batch<K, V>): { clear(key: K): { load(key: K): Promise<V> } };
}

/** How a mutation's value becomes what the API shows of it, or why it can no longer be shown. */
export interface Shows<C, Value> {
  View: ClassType<object>;
  of(context: C, value: Value): object | Refused | Promise<object | Refused>;
}
/** The value is what is shown. */
export const asItIs = <View extends object>(View: ClassType<View>): Shows<unknown, object> => ({
  View,
  of: (_context, value) => value,
});
/** The row as it is now, by the loader that pages read it with. */
export const rowAfter = <Row extends object>(
  View: ClassType<object>,
  batch: Batch<string, Row | null>,
): Shows<Runs, { id: string }> => ({
  View,
  of: async (context, { id }) => must(await context.loader(batch).clear(id).load(id), `what was written as ${id}`),
});

type Remembers = 'by-hand' | 'never' | undefined;
/** Where no request id is remembered, none can have been used for something else. */
type MachineCodeOf<By extends Remembers> = By extends 'never' ? Exclude<MachineCode, 'REQUEST_ID_REUSED'> : MachineCode;

type Texts<Clause extends string> = Readonly<Record<string, RefusalText<Clause>>>;
type CodesOf<Table> = keyof Table & string;
/**
 * `refuse('TOO_LATE')`: message and clause come from the mutation's own table. `refuse('NOTE_NEEDED', 'note')`: the
 * message stands at that field as well.
 */
export type Refuse<Code extends string> = <Own extends Code>(
  code: Own,
  details?: string | RefusalDetail[],
) => Refused<Own>;

/**
 * All that is to be said of a mutation, in one place: what comes in, who may, what can be refused, what is done and
 * what is shown. The API's types, the permission row and the enum of refusal codes are made of it.
 */
export interface MutationRule<C, Input extends z.ZodObject, Value, Table, By extends Remembers = Remembers> {
  /** As the API calls it; its types are named after it. */
  name: string;
  description?: string;
  may: Rule;
  /** Fields in the API's order, each with the type of its schema (input-types.ts); `.describe()` describes it. */
  input: Input;
  /** Money, orders, and whatever else must not happen twice: the client must send a request id. Elsewhere it may. */
  requestId?: 'must';
  /**
   * Which transaction remembers the request id: the first (and then it is the only one), or the one that the use case
   * gives `context.request` to, where it needs several. `never`: what it does is done once by another key.
   */
  remembers?: By;
  /** What the use case itself refuses; what the machine may answer for it is added (`MachineCodeOf`). */
  refusals: Table;
  shows: Shows<C, Value>;
  /** Of the field in the schema: `@tag(name: "partner")`. */
  directives?: readonly string[];
  /** `input` without the request id, which is the context's (`context.request`). */
  run(
    context: C,
    input: z.output<Input>,
    refuse: Refuse<CodesOf<Table> | MachineCodeOf<By>>,
  ): Promise<Outcome<Value, CodesOf<Table> | MachineCodeOf<By>>>;
}

/** A mutation as it is called from within: by its resolver, by jobs, seeds and tests. */
export interface MutationUse<C, Input extends z.ZodObject, Value, Code extends string> {
  (context: C, input: z.input<Input> & { requestId?: string | null }): Promise<Outcome<Value, Code>>;
  readonly rule: AnyRule;
}
/** `input` with the request id, `refusals` with what the machine may answer. */
interface AnyRule extends Omit<MutationRule<never, z.ZodObject, object, Texts<string>>, 'run'> {
  use(context: never, given: object): Promise<Outcome<object>>;
}
export interface AnyMutation {
  readonly rule: AnyRule;
}

function withRequestId(input: z.ZodObject, requestId: 'must' | undefined): z.ZodObject {
  const extended = input.extend({ requestId: requestId === 'must' ? identifier() : identifier().nullish() });
  return input.description ? extended.describe(input.description) : extended;
}

/** The builder of one room: `export const mutation = mutationsOf<OrdersContext, ClauseRef>();` */
export function mutationsOf<C extends Runs, Clause extends string>() {
  return function mutation<
    Input extends z.ZodObject,
    Value extends object,
    const Table extends Texts<Clause>,
    By extends Remembers = undefined,
  >(rule: MutationRule<C, Input, Value, Table, By>): MutationUse<C, Input, Value, CodesOf<Table> | MachineCodeOf<By>> {
    type Code = CodesOf<Table> | MachineCodeOf<By>;
    const schema = withRequestId(rule.input, rule.requestId);
    const { REQUEST_ID_REUSED, ...ofAll } = machineRefusals;
    const ofMachine = rule.remembers === 'never' ? ofAll : { ...ofAll, REQUEST_ID_REUSED };
    const texts: Texts<string> = { ...ofMachine, ...rule.refusals };
    const refuseBy: Refuse<Code> = (code, details) => {
      const text = must(texts[code], code);
      return refuseAs(code, text, typeof details === 'string' ? [atField(details, text.message)] : details);
    };
    const use = async (context: C, given: object): Promise<Outcome<Value, Code>> => {
      const valid = parse(schema, given);
      if (!valid.ok) return valid;
      const { requestId, ...input } = valid.value;
      // `schema` is the rule's own with a request id.
      const work = () => rule.run(context, input as z.output<Input>, refuseBy);
      const isRemembered = typeof requestId === 'string' && requestId && rule.remembers !== 'never';
      const request = isRemembered ? { id: requestId, input: valid.value } : undefined;
      return request ? context.once(request, work, rule.remembers === 'by-hand') : work();
    };
    return Object.assign(use, { rule: { ...rule, input: schema, refusals: texts, use } });
  };
}

const resolvers = new WeakMap<readonly AnyMutation[], Function>();
/** One resolver class of all mutations of a room, made once: a process may build its schema several times. */
export function mutationsResolver(mutations: readonly AnyMutation[]): Function {
  const known = resolvers.get(mutations);
  if (known) return known;
  class Mutations {}
  resolvers.set(mutations, Mutations);
  for (const use of mutations) addMutation(Mutations, use);
  Resolver()(Mutations);
  return Mutations;
}

function addMutation(Mutations: ClassType, use: AnyMutation): void {
  const { rule } = use;
  const { name, description, input, requestId, refusals, shows, directives = [] } = rule;
  const Input = inputTypeOf(`${nameOfType(name)}Input`, input, input.description);
  const result = mutationResult(nameOfType(name), shows.View, refusals);
  const resolve = async (context: never, given: object | null | undefined): Promise<object> => {
    const outcome = await rule.use(context, given ?? {});
    if (!outcome.ok) return result.of(outcome);
    const shown = await shows.of(context, outcome.value);
    return result.of(isRefused(shown) ? shown : ok(shown));
  };
  const proto: object = Mutations.prototype;
  const descriptor = { value: resolve, writable: true, configurable: true };
  Object.defineProperty(proto, name, descriptor);
  Reflect.defineMetadata('design:paramtypes', [Object, Object], proto, name);
  Ctx()(proto, name, 0);
  // Where nothing but a request id can come in, nothing needs to be written: `signOut { … }`.
  const nullable = requestId !== 'must' && Object.keys(input.shape).length === 1;
  Arg('input', () => Input, { nullable })(proto, name, 1);
  Mutation(() => result.type, { description })(proto, name, descriptor);
  for (const directive of directives) Directive(directive)(proto, name, descriptor);
}

/** Who may do what; what a refusal says is open to whoever was refused. */
export const mutationPermissions = (mutations: readonly AnyMutation[]) => ({
  mayDo: Object.fromEntries(mutations.map(({ rule }): [string, Rule] => [rule.name, rule.may])),
  refused: Object.fromEntries(
    mutations.map(({ rule }): [string, Rule] => [`${nameOfType(rule.name)}Refused`, permit.anyone]),
  ),
});
