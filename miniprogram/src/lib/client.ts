import { call, doneIn, hasData, type Asked } from './call';
import { ownerOf } from './holder';
import { actOrWait, mayWait } from './outbox';
import { requestIdFor, settleRequestId } from './request-id';
import { post, problemOf } from './transport';

/** As the generated documents are. */
export interface TypedDocument<TResult, TVariables> extends Asked {
  readonly types?: (variables: TVariables) => TResult;
}

/** An answer without what refused it: what a mutation gives when it was done. */
type Done<TResult> = Exclude<NonNullable<TResult[keyof TResult]>, { __typename: `${string}Refused` }>;

/** Asks once with a session that is not taken up yet. */
export async function askAs<TResult, TVariables>(
  document: TypedDocument<TResult, TVariables>,
  variables: TVariables,
  token: string,
): Promise<TResult> {
  const answer = await post(document, variables, token);
  if (!hasData(answer)) throw problemOf(answer);
  return answer.data as TResult;
}

const inFlight = new Map<string, Promise<unknown>>();

/** Asks; the same question under way is not asked twice. */
export function ask<TResult, TVariables>(
  document: TypedDocument<TResult, TVariables>,
  variables: TVariables,
): Promise<TResult> {
  const key = `${document.hash} ${JSON.stringify(variables)}`;
  const running = inFlight.get(key) as Promise<TResult> | undefined;
  if (running) return running;
  const asked = (call(document, variables) as Promise<TResult>).finally(() => inFlight.delete(key));
  inFlight.set(key, asked);
  return asked;
}

/**
 * Does one thing. A refusal comes as a Problem of kind refused, with its sentence. `key` names the thing (`place
 * ${quoteId}`): its request id is minted and stored before the call and kept until the platform has answered, so that a
 * lost answer and a second tap do it once. What may wait for a network (outbox/acts.ts) is kept first, and where it
 * waits this throws Kept. `of` is the thing that it is done to, where the page is about another.
 */
export async function act<TResult, TInput extends object>(
  document: TypedDocument<TResult, { input: TInput }>,
  input: Omit<TInput, 'requestId'>,
  key?: string,
  of?: string,
): Promise<Done<TResult>> {
  const owner = mayWait(document.name) ? ownerOf() : null;
  const result = await (owner === null ? actNow(document, input, key) : actOrWait(owner, document, input, key, of));
  return result as Done<TResult>;
}
async function actNow(document: Asked, input: object, key?: string): Promise<object> {
  const whole = key === undefined ? input : { ...input, requestId: requestIdFor(key) };
  const data = await call(document, { input: whole });
  if (key !== undefined) settleRequestId(key);
  return doneIn(data);
}
