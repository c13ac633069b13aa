/** For the seed: what trust stores. */
export * from './audit/audit.entity.ts';
export * from './claims/claim.entity.ts';
export * from './complaints/complaint.entity.ts';
export * from './conduct/conduct.entity.ts';
export * from './delegation/delegation.entity.ts';
export * from './disclosure/disclosure.entity.ts';
export * from './identity/account.entity.ts';
export * from './leaks/leak.entity.ts';
export * from './media/medium.entity.ts';
export * from './messages/message.entity.ts';
export * from './privacy/privacy.entity.ts';
export * from './oversight/oversight.entity.ts';
export * from './seller-demands/seller-demand.entity.ts';
export * from './tip-offs/tip-off.entity.ts';
export * from './shipping/shipping.entity.ts';
export * from './partners/partner.entity.ts';
export * from './software/software.entity.ts';
