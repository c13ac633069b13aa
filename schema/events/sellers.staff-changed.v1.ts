import { defineEvent } from '@heitu/kit/messages/event';

/** Who may act for a party, with which rights; `active: false` ends it. */
export const staffChanged = defineEvent<{
  partyId: string;
  accountId: string;
  role: string;
  rights: string[];
  active: boolean;
}>('sellers.staff-changed.v1', { consumers: ['trust'] });
