import { atField, type RefusalText } from '@heitu/kit/rules/outcome';
import { identifier, z } from '@heitu/kit/rules/validate';

const ATTACHMENTS_MAX = 10;
/** What goes with a request or an answer, each once. */
export const attachmentIds = z
  .array(identifier())
  .max(ATTACHMENTS_MAX)
  .nullish()
  .transform((ids) => [...new Set(ids)])
  .describe('POST /edges/trust/files?purpose=oversight-file');
/** Of an attachment that is not there, or is another's. */
export const FILE_UNKNOWN = { message: '有附件没有传上来，请重新选择' } as const satisfies RefusalText;
export const FILE_MISSING = atField('attachmentIds', '附件没有传上来');
