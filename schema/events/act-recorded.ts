import type { ActRecord } from '@heitu/kit/privacy/act-record';
import { defineEvent } from '@heitu/kit/messages/event';

/** Every committed mutation, for the audit trail (11.5.dh). One event per sender: `orders.act-recorded.v1`. */
export const actRecorded = (sender: string) =>
  defineEvent<ActRecord>(`${sender}.act-recorded.v1`, { consumers: ['trust'], sealed: ['from', 'reason'] });
