import { useEffect, useState } from 'react';

/** A phone draws what is on its screen before it begins with what lies below. */
const BREATH_MS = 60;

/** False while something is drawn the first time, true soon after. */
export function useLater(): boolean {
  const [isLater, setLater] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLater(true), BREATH_MS);
    return () => clearTimeout(timer);
  }, []);
  return isLater;
}
