import { wordSaid } from '@heitu/events/trust.word-said.v1';
import type { PayloadOf } from '@heitu/kit/messages/event';
import type { TrustContext, TrustTransaction } from '../context.ts';

export type Word = PayloadOf<typeof wordSaid>['word'];

/** What a station bought for them follows their word (orders). */
export function sayWord(context: TrustContext, tx: TrustTransaction, accountId: string, word: Word): void {
  tx.publish(wordSaid, { type: 'account', id: accountId }, { accountId, word, atMs: context.clock.now() });
}
