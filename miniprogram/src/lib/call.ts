import { isWechat } from './platform';
import { Problem, type RefusalFields } from './problem';
import { arrive, endSession, offerSignIn, signIn, tokenOf } from './session';
import { lostIn, notePartial, noteStale, type GraphqlAnswer } from './answers';
import { post, problemOf } from './transport';

const isUnauthenticated = ({ errors }: GraphqlAnswer): boolean =>
  !!errors?.some(({ extensions }) => extensions?.code === 'UNAUTHENTICATED');
export const hasData = ({ data }: GraphqlAnswer): boolean =>
  !!data && Object.values(data).some((value) => value !== null);

/** As the generated documents are, as far as asking needs them. */
export interface Asked {
  readonly name: string;
  readonly hash: string;
  readonly kind: 'query' | 'mutation';
  /** Roots without which there is no page. */
  readonly must?: readonly string[];
  /** Roots that the page can do without; where another one fails, the whole question has failed. */
  readonly optional?: readonly string[];
}

/** `quiet`: nobody looks on who could be led to a sign-in. */
export async function call(
  document: Asked,
  variables: unknown,
  { quiet = false }: { quiet?: boolean } = {},
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
    else if (!quiet && !isWechat && document.kind === 'mutation' && (await offerSignIn()))
      answer = await post(document, variables, tokenOf());
  }
  if (!hasData(answer) && answer.errors?.length) throw problemOf(answer);
  const lost = lostIn(document, answer);
  if (lost) throw problemOf({ errors: [lost] });
  notePartial(answer);
  noteStale(answer);
  return answer.data ?? {};
}

/** What a mutation did; where it was refused, the refusal is thrown. */
export function doneIn(data: Record<string, unknown>): object {
  const result = Object.values(data)[0] as { __typename?: string } & RefusalFields;
  if (result?.__typename?.endsWith('Refused')) throw new Problem('refused', { refusal: result });
  return result;
}
