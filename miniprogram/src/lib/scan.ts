import { useAction } from './once';
import { scan } from './platform';
import { say } from './say';

/** What is looked for: its name, and what somebody does without a camera. */
export interface Sought {
  name: string;
  otherwise: string;
}

/**
 * Reads one code with the camera. `take` answers in a sentence what is wrong with it; nothing where it was what was
 * looked for. `refused` follows where the camera may not be used.
 */
export function useScan({ name, otherwise }: Sought, take: (text: string) => string | void, refused?: () => void) {
  return useAction(async () => {
    const seen = await scan(name);
    if (seen.kind === 'cancelled') return;
    const wrong =
      seen.kind === 'text'
        ? take(seen.text.trim())
        : seen.kind === 'denied'
          ? `没有相机权限。请在手机设置里允许使用相机，或${otherwise}`
          : `没有看清，请对准${name}再扫一次`;
    if (wrong) say(wrong);
    if (seen.kind === 'denied') refused?.();
  });
}

const ACCOUNT_CODE = /^(?:heitu:account:)?([\w:.-]{10,64})$/;
/** The account of whoever shows the code, or types what stands below it. */
export const accountOf = (text: string): string | undefined => ACCOUNT_CODE.exec(text.trim())?.[1];
/** A person's own code, which an owner or a manager reads. */
export const ACCOUNT: Sought = { name: '他的码', otherwise: '输入码下面的号' };
