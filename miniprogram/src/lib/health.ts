import { tokenOf } from './holder';
import { isWechat } from './platform';
import { send } from './transport';
import { watchTrouble } from './trouble';

/**
 * What this software does to a phone, as it tells the platform itself: that it is used, that it crashed, stood still or
 * called a host that is not ours. Nothing else is told; who it was counts there for a day, one time.
 */
export interface Trouble {
  crashed?: true;
  frozen?: true;
  /** The host. */
  strayedTo?: string;
}

const TOLD_AFTER_MS = 10_000;

const tell = (trouble: Trouble): void =>
  void send('/edges/trust/app-health', {
    token: tokenOf(),
    body: { client: isWechat ? 'wechat' : 'browser', release: HEITU_RELEASE, ...trouble },
  }).catch(() => undefined);

const told = new Set<string>();
/** Each kind is told one time: a page that fails at every touch is one that fails. */
export function note(trouble: Trouble): void {
  const [kind = ''] = Object.keys(trouble);
  if (told.has(kind)) return;
  told.add(kind);
  tell(trouble);
}

/** A mistake of ours; that the network is gone, or that somebody said no, is none. */
const MISTAKES: ReadonlySet<string> = new Set(['Error', 'TypeError', 'RangeError', 'ReferenceError', 'SyntaxError']);
const isMistake = (error: unknown): boolean => error instanceof Error && MISTAKES.has(error.name);
export const noteMistake = (error: unknown): void => void (isMistake(error) && note({ crashed: true }));

export function watchHealth(): void {
  watchTrouble({ mistaken: noteMistake, note });
  // What the first page waits for goes first.
  setTimeout(() => told.size === 0 && tell({}), TOLD_AFTER_MS);
}
