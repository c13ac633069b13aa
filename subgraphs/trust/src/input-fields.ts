import { identifier, z } from '@heitu/kit/rules/validate';

/** Fields that inputs of several features have. */
export const accountId = () =>
  identifier().describe('The account; another than the caller may decide over: NOT_FOUND.');
export const clientId = () => identifier().describe("A partner's program, as apiClients and partnerGrants name it.");
export const complaintId = () =>
  identifier().describe(
    'The complaint. Where the caller has no part in it: NOT_FOUND; where it is not their turn: WRONG_STATE.',
  );
export const claimId = () =>
  identifier().describe(
    'The claim. Where the caller has no part in it: NOT_FOUND; where it is not their turn: WRONG_STATE.',
  );
export const delegationId = () =>
  identifier().describe('The delegation. Where the caller is not one of the two: NOT_FOUND.');
export const divisionCode = () => z.string().regex(/^\d{6}(\d{3}|\d{6})?$/, '请选择所在地区');
export const measureId = () => identifier().describe('The measure. Where it does not allow this now: WRONG_STATE.');
export const partyId = () => identifier().describe('The party.');
export const returnId = () =>
  identifier().describe('The statistical return. Where it does not allow this now: WRONG_STATE.');
export const reviewId = () => identifier().describe('The review.');
export const objectionId = () => identifier().describe('The objection. Where it was answered already: WRONG_STATE.');
/** What was sent to a phone. */
export const messageCode = () => z.string().regex(/^\d{6}$/, '请填写短信里的6位数字');
