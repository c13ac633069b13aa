import { useCallback, useState } from 'react';
import { underWay } from './platform';
import { hasComeBack } from './session';

/**
 * What is under way on a page and must still be there after a sign-in that leaves it and comes back (in WeChat nothing
 * leaves). Who opens the page in any other way begins anew; null is nothing.
 */
export function useThroughSignIn<T>(key: string): [T | null, (value: T | null) => void] {
  const [value, setValue] = useState<T | null>(() => {
    const left = hasComeBack() ? (underWay.read(key) as T | null) : null;
    underWay.write(key, null);
    return left;
  });
  const set = useCallback(
    (next: T | null) => {
      underWay.write(key, next);
      setValue(next);
    },
    [key],
  );
  return [value, set];
}
