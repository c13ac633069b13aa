import { useEffect, useRef, useState } from 'react';
import { keepOwn, ownKept } from '@/lib/holder';
import { chime } from '@/lib/platform';

const WISH = 'desk.rings';
const ASK_EVERY_MS = 30_000;

/** While the desk stands open it asks for what is new, and rings for it where somebody has allowed that by a tap. */
export function useRing(keys: readonly string[] | null, reload: () => Promise<void>) {
  const [isOn, setOn] = useState(() => ownKept<boolean>(WISH) === true);
  const known = useRef<ReadonlySet<string> | null>(null);
  const newest = useRef(reload);
  newest.current = reload;
  useEffect(() => void (isOn && chime.allowAtNextTap()), []);
  useEffect(() => {
    const timer = setInterval(() => void newest.current(), ASK_EVERY_MS);
    return () => clearInterval(timer);
  }, []);
  const all = keys?.join(' ');
  useEffect(() => {
    if (all === undefined) return;
    const now = all === '' ? [] : all.split(' ');
    const before = known.current;
    known.current = new Set(now);
    if (isOn && before && now.some((key) => !before.has(key))) chime.ring();
  }, [all]);
  const turn = (on: boolean): void => {
    keepOwn(WISH, on);
    setOn(on);
    if (!on) return;
    chime.allow();
    chime.ring();
  };
  return { isOn, turn, isPossible: chime.isPossible() };
}
