/** What the open tabs of these pages tell each other; nothing of it is kept when the last is closed. */
const NAME = 'heitu.admin.session';
const ANSWER_WITHIN_MS = 200;
const channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel(NAME);

export interface Told {
  what: 'who' | 'here' | 'left';
  session?: unknown;
}
const isTold = (data: unknown): data is Told => typeof data === 'object' && data !== null && 'what' in data;

export const tellTabs = (told: Told): void => channel?.postMessage(told);
export const onTold = (hear: (told: Told) => void): void =>
  channel?.addEventListener('message', ({ data }) => isTold(data) && hear(data));

/** The session of a tab that is open beside this one; null where there is none. */
export function askTabs(): Promise<unknown> {
  return new Promise((resolve) => {
    if (!channel) return resolve(null);
    const hear = ({ data }: MessageEvent<unknown>) => {
      if (isTold(data) && data.what === 'here') done(data.session);
    };
    const done = (session: unknown) => {
      channel.removeEventListener('message', hear);
      resolve(session ?? null);
    };
    channel.addEventListener('message', hear);
    tellTabs({ what: 'who' });
    setTimeout(() => done(null), ANSWER_WITHIN_MS);
  });
}
