import { useEffect, useState } from 'react';

/** A phone draws what is on its screen before it begins with what lies below. */
const FRAME_MS = 16;
const BREATH_MS = 60;

function useAfter(ms: number): boolean {
  const [isLater, setLater] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLater(true), ms);
    return () => clearTimeout(timer);
  }, [ms]);
  return isLater;
}

/** False while something is drawn the first time, true with the next frame. */
export const useNext = (): boolean => useAfter(FRAME_MS);

/** False while something is drawn the first time, true when a phone has had the time to show it. */
export const useLater = (): boolean => useAfter(BREATH_MS);
