import type { TrustContext } from './context.ts';

const PEER_ANSWER_WITHIN_MS = 8_000;

/** A peer's answer, or null where it is slow, down or refuses: one of six must not hide the other five. */
export async function askWithin<Data>(
  context: TrustContext,
  peer: string,
  document: string,
  variables: Readonly<Record<string, unknown>>,
): Promise<Data | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(
      () => reject(new Error(`${peer} did not answer within ${PEER_ANSWER_WITHIN_MS} ms`)),
      PEER_ANSWER_WITHIN_MS,
    );
  });
  try {
    return await Promise.race([context.peers.query<Data>(peer, document, variables), late]);
  } catch (error) {
    context.log.warn({ err: error, peer }, 'a peer gave no figures');
    return null;
  } finally {
    clearTimeout(timer);
  }
}
