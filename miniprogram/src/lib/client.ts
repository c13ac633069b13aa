import { Problem, type RefusalFields } from './problem';
import { isWechat } from './platform';
import { arrive, endSession, offerSignIn, signIn, tokenOf } from './session';
import { requestIdFor, settleRequestId } from './request-id';
import { lostIn, notePartial, post, problemOf, type GraphqlAnswer } from './transport';

/** As the generated documents are. */
export interface TypedDocument<TResult, TVariables> {
  readonly name: string;
  readonly hash: string;
  readonly kind: 'query' | 'mutation';
  /** Roots without which there is no page. */
  readonly must?: readonly string[];
  /** Roots that the page can do without; where another one fails, the whole question has failed. */
  readonly optional?: readonly string[];
  readonly types?: (variables: TVariables) => TResult;
}

/** An answer without what refused it: what a mutation gives when it was done. */
type Done<TResult> = Exclude<NonNullable<TResult[keyof TResult]>, { __typename: `${string}Refused` }>;

const isUnauthenticated = ({ errors }: GraphqlAnswer): boolean =>
  !!errors?.some(({ extensions }) => extensions?.code === 'UNAUTHENTICATED');
const hasData = ({ data }: GraphqlAnswer): boolean => !!data && Object.values(data).some((value) => value !== null);

async function call(
  document: Pick<TypedDocument<never, never>, 'name' | 'hash' | 'kind' | 'must' | 'optional'>,
  variables: unknown,
): Promise<Record<string, unknown>> {
  await arrive();
  const sent = tokenOf();
  let answer = await post(document, variables, sent);
  if (isUnauthenticated(answer) && (!hasData(answer) || lostIn(document, answer))) {
    // The session has ended, or there never was one. WeChat signs in without a tap; in a browser a page that anybody
    // may see is asked for again as nobody,
    // and whoever wants to do something is led to the sign-in, which comes back to this very page.
    if (sent) endSession(sent);
    if (isWechat && (await signIn())) answer = await post(document, variables, tokenOf());
    else if (sent && document.kind === 'query') answer = await post(document, variables, null);
    else if (!isWechat && document.kind === 'mutation' && (await offerSignIn()))
      answer = await post(document, variables, tokenOf());
  }
  if (!hasData(answer) && answer.errors?.length) throw problemOf(answer);
  const lost = lostIn(document, answer);
  if (lost) throw problemOf({ errors: [lost] });
  notePartial(answer);
  return answer.data ?? {};
}

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
 * lost answer and a second tap do it once.
 */
export async function act<TResult, TInput extends object>(
  document: TypedDocument<TResult, { input: TInput }>,
  input: Omit<TInput, 'requestId'>,
  key?: string,
): Promise<Done<TResult>> {
  const whole = key === undefined ? input : { ...input, requestId: requestIdFor(key) };
  const data = await call(document, { input: whole });
  if (key !== undefined) settleRequestId(key);
  const result = Object.values(data)[0] as { __typename?: string } & RefusalFields;
  if (result?.__typename?.endsWith('Refused')) throw new Problem('refused', { refusal: result });
  return result as unknown as Done<TResult>;
}
