import { keysOf, type HeldKeys, type PublishedKeys } from '../../../miniprogram/src/lib/verify-label.ts';
import { useEffect, useState } from 'react';

/** The key that this browser saw last: a later one is believed where hand-overs lead to it. */
const SEEN = 'heitu.trace-key';
function seenKey(): string | null {
  try {
    return localStorage.getItem(SEEN);
  } catch {
    return null;
  }
}
function noteKey(key: string): void {
  try {
    localStorage.setItem(SEEN, key);
  } catch {
    // Then each visit is the first.
  }
}

export type LabelKeys =
  | { is: 'asking' | 'away' }
  /** The platform has other keys now, to which none that this browser knows leads. */
  | { is: 'strange' }
  | { is: 'there'; held: HeldKeys; isFirst: boolean };

/** The keys that the platform publishes, which are all that is asked of it to verify a label. */
export function useLabelKeys(): LabelKeys {
  const [keys, setKeys] = useState<LabelKeys>({ is: 'asking' });
  useEffect(() => {
    void fetch('/edges/catalog/trace-keys')
      .then(async (answer): Promise<LabelKeys> => {
        if (!answer.ok) return { is: 'away' };
        const published: PublishedKeys = await answer.json();
        const kept = seenKey();
        const held = keysOf(published, { kept, builtIn: null }, Date.now());
        if (!held) return { is: 'strange' };
        noteKey(held.current);
        return { is: 'there', held, isFirst: kept === null };
      })
      .catch((): LabelKeys => ({ is: 'away' }))
      .then(setKeys);
  }, []);
  return keys;
}
