import type { PeerQuestion } from '@heitu/kit/messages/peers';
import { SUBGRAPHS } from '@heitu/standard';
import * as catalog from './asks/catalog.ts';
import * as logistics from './asks/logistics.ts';
import * as orders from './asks/orders.ts';
import * as payments from './asks/payments.ts';
import * as sellers from './asks/sellers.ts';
import type { TrustContext } from './context.ts';

const PEER_ANSWER_WITHIN_MS = 8_000;

/** What trust asks each of the others alike: conduct, evidence, what it keeps of a person. */
export const ASKED_OF_EACH = { sellers, catalog, orders, logistics, payments } as const;
/** In the order of the platform's own list. */
export const PEERS = SUBGRAPHS.filter((name) => name !== 'trust');

/** A peer's answer, or null where it is slow, down or refuses: one of six must not hide the other five. */
export async function askWithin<Answer, Variables extends Readonly<Record<string, unknown>>>(
  context: TrustContext,
  question: PeerQuestion<Answer, Variables>,
  variables: Variables,
): Promise<Answer | null> {
  const { peer } = question;
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(
      () => reject(new Error(`${peer} did not answer within ${PEER_ANSWER_WITHIN_MS} ms`)),
      PEER_ANSWER_WITHIN_MS,
    );
  });
  try {
    return await Promise.race([context.peers.query(question, variables), late]);
  } catch (error) {
    context.log.warn({ err: error, peer }, 'a peer gave no figures');
    return null;
  } finally {
    clearTimeout(timer);
  }
}
