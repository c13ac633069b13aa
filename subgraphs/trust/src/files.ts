import { OVERSEERS } from '@heitu/standard';
import { hasRole, isSignedIn } from '@heitu/kit/rules/actor';
import type { Context } from '@heitu/kit/data/context';
import type { Audience } from '@heitu/kit/privacy/file-edges';
import type { FileColumn } from '@heitu/kit/privacy/file-uses';
import {
  PICTURE_PIXELS_MAX,
  PICTURES,
  PICTURES_AND_PDF,
  UPLOAD_BYTES_MAX,
  type FilePurposes,
} from '@heitu/kit/privacy/uploads';
import { visibleClaims } from './claims/claim.loader.ts';
import { CLAIM_PHOTO } from './claims/claim.policy.ts';
import { visibleComplaints } from './complaints/complaint.loader.ts';
import { COMPLAINT_PHOTO, REVIEW_PHOTO } from './complaints/complaint.policy.ts';
import type { TrustContext } from './context.ts';
import { MONTH_REPORT_FILE } from './conformance/month-report.policy.ts';
import { RETURN_FILE } from './disclosure/disclosure.policy.ts';
import { visibleOversights } from './oversight/oversight.loader.ts';
import { OVERSIGHT_FILE, OVERSIGHT_PACKAGE } from './oversight/oversight.policy.ts';
import { CORRECTION_PHOTO } from './privacy/correction.lifecycle.ts';
import { TIP_OFF_PHOTO } from './tip-offs/tip-off.policy.ts';
import { CHECKERS } from './disclosure/record.lifecycle.ts';
import { FILERS } from './disclosure/return.lifecycle.ts';

const PHOTO = {
  // A consumer has no role: whoever is signed in may have something to show.
  may: ({ actor }: Context) => isSignedIn(actor),
  mediaTypes: PICTURES,
  bytesMax: UPLOAD_BYTES_MAX,
  pixelsMax: PICTURE_PIXELS_MAX,
};
export const filePurposes = {
  [COMPLAINT_PHOTO]: { title: '投诉照片', ...PHOTO, isPublic: false },
  [CLAIM_PHOTO]: { title: '货损照片', ...PHOTO, isPublic: false },
  // Whoever reports unlawful goods needs no account.
  [TIP_OFF_PHOTO]: { title: '举报照片', ...PHOTO, may: () => true, byStrangers: true, isPublic: false },
  [CORRECTION_PHOTO]: { title: '更正申请的证明', ...PHOTO, isPublic: false },
  [OVERSIGHT_FILE]: {
    title: '来件附件',
    ...PHOTO,
    may: ({ actor }: Context) => hasRole(actor, ...OVERSEERS.platform, 'industry-body'),
    mediaTypes: PICTURES_AND_PDF,
    isPublic: false,
  },
  [REVIEW_PHOTO]: { title: '评价照片', ...PHOTO, isPublic: true },
} as const satisfies FilePurposes;

export const fileColumns: readonly FileColumn[] = [
  { entity: 'ClaimShare', column: 'photoIds', thing: 'claim' },
  { entity: 'Complaint', column: 'photoIds', thing: 'complaint' },
  { entity: 'Review', column: 'photoIds', thing: 'review' },
  { entity: 'TipOff', column: 'photoIds', thing: 'tip-off' },
  { entity: 'Correction', column: 'photoIds', thing: 'correction' },
  { entity: 'OversightRequest', column: 'attachmentIds', thing: 'oversight' },
  { entity: 'OversightAnswer', column: 'attachmentIds', thing: 'oversight-answer' },
  { entity: 'OversightAnswer', column: 'id', thing: 'oversight-answer' },
  { entity: 'MonthReport', column: 'id', thing: 'month-report' },
  { entity: 'StatisticalReturn', column: 'packageId', thing: 'return' },
];

/** For everybody while its review is shown; before that for those who look at it. */
async function reviewAudience(context: TrustContext, fileId: string): Promise<Audience> {
  const review = await context.rows
    .selectFrom('Review')
    .select('state')
    .where('id', 'in', (uses) =>
      uses.selectFrom('FileUse').select('thingId').where('fileId', '=', fileId).where('thing', '=', 'review'),
    )
    .executeTakeFirst();
  if (review?.state === 'shown') return 'everybody';
  return review && hasRole(context.actor, ...OVERSEERS.reviews) ? 'caller' : 'nobody';
}
/**
 * A complaint's photo is for whoever may see the complaint: who answers it, who mediates; the consumer reads what is
 * theirs anyway.
 */
async function complaintAudience(context: TrustContext, fileId: string): Promise<Audience> {
  const complaint = await visibleComplaints(context)
    .where('id', 'in', (uses) =>
      uses.selectFrom('FileUse').select('thingId').where('fileId', '=', fileId).where('thing', '=', 'complaint'),
    )
    .executeTakeFirst();
  return complaint ? 'caller' : 'nobody';
}

/** What goes with a request, and the package that answers it, are for whoever may see the request. */
async function oversightAudience(context: TrustContext, fileId: string): Promise<Audience> {
  const request = await visibleOversights(context)
    .where(({ eb, or, selectFrom }) =>
      or([
        eb(
          'id',
          'in',
          selectFrom('FileUse').select('thingId').where('fileId', '=', fileId).where('thing', '=', 'oversight'),
        ),
        eb(
          'id',
          'in',
          selectFrom('OversightAnswer')
            .innerJoin('FileUse', 'FileUse.thingId', 'OversightAnswer.id')
            .select('OversightAnswer.requestId')
            .where('FileUse.fileId', '=', fileId)
            .where('FileUse.thing', '=', 'oversight-answer'),
        ),
      ]),
    )
    .executeTakeFirst();
  return request ? 'caller' : 'nobody';
}

/** A claim's photo is for whoever may see the claim. */
async function claimAudience(context: TrustContext, fileId: string): Promise<Audience> {
  const claim = await visibleClaims(context)
    .where('id', 'in', (shares) =>
      shares
        .selectFrom('ClaimShare')
        .innerJoin('FileUse', 'FileUse.thingId', 'ClaimShare.id')
        .select('claimId')
        .where('FileUse.fileId', '=', fileId)
        .where('FileUse.thing', '=', 'claim'),
    )
    .executeTakeFirst();
  return claim ? 'caller' : 'nobody';
}

export function fileAudience(bare: Context, { id, purpose }: { id: string; purpose: string }): Promise<Audience> {
  const context = bare as unknown as TrustContext;
  if (purpose === CLAIM_PHOTO) return claimAudience(context, id);
  if (purpose === MONTH_REPORT_FILE)
    return Promise.resolve(hasRole(context.actor, ...OVERSEERS.platform) ? 'caller' : 'nobody');
  if (purpose === OVERSIGHT_FILE || purpose === OVERSIGHT_PACKAGE) return oversightAudience(context, id);
  if (purpose === TIP_OFF_PHOTO)
    return Promise.resolve(hasRole(context.actor, ...CHECKERS, 'regulator') ? 'caller' : 'nobody');
  if (purpose === CORRECTION_PHOTO) return Promise.resolve(hasRole(context.actor, ...CHECKERS) ? 'caller' : 'nobody');
  if (purpose === RETURN_FILE) return Promise.resolve(hasRole(context.actor, ...FILERS) ? 'caller' : 'nobody');
  return purpose === REVIEW_PHOTO ? reviewAudience(context, id) : complaintAudience(context, id);
}
