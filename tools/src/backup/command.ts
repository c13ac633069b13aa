import { say } from '../progress.ts';
import { PackageMissing } from '../packages.ts';
import { BackupRefused } from './backup.refusals.ts';

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
    say(error.sentence);
    return error.exit;
  }
}
