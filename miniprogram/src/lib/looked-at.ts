import { keepOwn, ownKept } from './holder';

/** What somebody has looked at: it stays on the phone, and goes when they sign out. */
export interface LookedAt {
  id: string;
  title: string;
  pictureId: string | null;
  retailFen: number | null;
}
const KEY = 'looked-at';
const MAX = 40;

export const lookedAt = (): readonly LookedAt[] => ownKept<LookedAt[]>(KEY) ?? [];
export const noteLook = (look: LookedAt): void =>
  keepOwn(KEY, [look, ...lookedAt().filter(({ id }) => id !== look.id)].slice(0, MAX));
export const forgetLooks = (): void => keepOwn(KEY, []);
