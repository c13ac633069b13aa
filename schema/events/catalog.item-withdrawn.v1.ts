import { defineEvent } from '@heitu/kit/messages/event';

/** The operator withdrew unlawful information; the publisher is to be penalised (6.5.b). */
export const itemWithdrawn = defineEvent<{ productId: string; partyId: string; reason: string; clause: string }>(
  'catalog.item-withdrawn.v1',
  { consumers: ['trust'], sealed: ['reason'] },
);
