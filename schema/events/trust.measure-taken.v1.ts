import { defineEvent } from '@heitu/kit/messages/event';

/** Warning, rectification with a deadline, suspension, or its end (6.6.end). */
export const measureTaken = defineEvent<{
  measureId: string;
  partyId: string;
  step: 'warning' | 'rectification' | 'suspension' | 'lifted';
  dueAtMs: number | null;
  reason: string;
}>('trust.measure-taken.v1', { consumers: ['sellers'] });
