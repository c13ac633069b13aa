import { isSignedIn } from '@heitu/kit/rules/actor';
import type { Context } from '@heitu/kit/data/context';
import type { Audience } from '@heitu/kit/privacy/file-edges';
import type { FileColumn } from '@heitu/kit/privacy/file-uses';
import { PICTURE_PIXELS_MAX, PICTURES, UPLOAD_BYTES_MAX, type FilePurposes } from '@heitu/kit/privacy/uploads';
import { visibleComplaints } from './complaints/complaint.loader.ts';
import { COMPLAINT_PHOTO } from './complaints/complaint.policy.ts';
import type { TrustContext } from './context.ts';

export const filePurposes = {
  [COMPLAINT_PHOTO]: {
    // A consumer has no role: whoever is signed in may have something to show.
    title: '投诉照片',
    may: ({ actor }) => isSignedIn(actor),
    mediaTypes: PICTURES,
    bytesMax: UPLOAD_BYTES_MAX,
    pixelsMax: PICTURE_PIXELS_MAX,
    isPublic: false,
  },
} as const satisfies FilePurposes;

export const fileColumns: readonly FileColumn[] = [{ entity: 'Complaint', column: 'photoIds', thing: 'complaint' }];

/** A photo is for whoever may see its complaint: who answers it, who mediates; the consumer reads what is theirs anyway. */
export async function fileAudience(bare: Context, { id }: { id: string }): Promise<Audience> {
  const context = bare as unknown as TrustContext;
  const complaint = await visibleComplaints(context)
    .where('id', 'in', (uses) =>
      uses.selectFrom('FileUse').select('thingId').where('fileId', '=', id).where('thing', '=', 'complaint'),
    )
    .executeTakeFirst();
  return complaint ? 'caller' : 'nobody';
}
