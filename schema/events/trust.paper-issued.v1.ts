import { defineEvent } from '@heitu/kit/messages/event';
import { issuedPaper } from '@heitu/kit/rules/issued-paper';

/** Trust has issued a paper for others: it is signed and can be verified by its code. */
export const trustPaperIssued = defineEvent('trust.paper-issued.v1', { consumers: ['catalog'], payload: issuedPaper });
