import type { GraphQLError } from 'graphql';
import type { Json, Send } from './contract.ts';
import type { PlanPath } from './places.ts';

/** One execution of one plan: what was asked, and what has come in so far. */
export class Run<Caller = unknown> {
  /** What the subgraphs answered, merged: more than was asked, in no order. */
  data: Json = Object.create(null);
  readonly errors: GraphQLError[] = [];
  /** Where fetches failed whose errors have no place in the answer: what they were to bring, as paths of the plan. */
  readonly gaps: PlanPath[] = [];
  /** Whether some object of `data` stands in more than one place. */
  isShared = false;
  readonly send: Send<Caller>;
  readonly caller: Caller;
  /** Variables as they were sent. */
  readonly given: Json;
  /** The same with defaults. */
  readonly values: Json;
  readonly signal: AbortSignal | undefined;

  constructor(send: Send<Caller>, caller: Caller, given: Json, values: Json, signal?: AbortSignal) {
    this.send = send;
    this.caller = caller;
    this.given = given;
    this.values = values;
    this.signal = signal;
  }
}

/** A step of a plan, for each of the objects that it starts from. */
export type Step<Caller> = (run: Run<Caller>, targets: readonly Json[]) => Promise<void>;
