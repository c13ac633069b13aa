import { say } from '../progress.ts';
import { PackageMissing } from '../packages.ts';
import { BackupRefused, BACKUP_REFUSALS } from './backup.refusals.ts';

const EX_UNAVAILABLE = 69;

/** Runs one of the three commands; a refusal is a sentence, a code and an exit code. */
export async function endWithRefusal(work: () => Promise<number>): Promise<number> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof PackageMissing) {
      say(error.message);
      return EX_UNAVAILABLE;
    }
    if (!(error instanceof BackupRefused)) throw error;
    const row: { clause?: string } = BACKUP_REFUSALS[error.code];
    say(`${error.message} [${error.code}${row.clause ? ` ${row.clause}` : ''}]${error.detail ? `\n  ${error.detail}` : ''}`);
    return error.exit;
  }
}
