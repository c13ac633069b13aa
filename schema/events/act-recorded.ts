import { defineEvent } from '@heitu/kit/messages/event';
import { actRecord } from '@heitu/kit/privacy/act-record';

/** Every committed mutation, for the audit trail (11.5.dh). One event per sender: `orders.act-recorded.v1`. */
export const actRecorded = (sender: string) =>
  defineEvent(`${sender}.act-recorded.v1`, {
    consumers: ['trust'],
    sealed: ['from', 'reason'],
    payload: actRecord,
  });
