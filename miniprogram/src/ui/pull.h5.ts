import { useRef, useState, type TouchEvent } from 'react';
import { isAtTop } from '@/lib/platform.h5';

const FAR_PIXELS = 80;
const SAID = { idle: '', pulled: '松手就刷新', busy: '正在取新的…' } as const;

/** As pull.ts, by hand. */
export function usePull(reload: (() => Promise<unknown>) | undefined) {
  const [state, setState] = useState<keyof typeof SAID>('idle');
  const from = useRef<number | null>(null);
  const heightOf = (event: TouchEvent): number => event.touches[0]?.clientY ?? 0;
  return {
    said: SAID[state],
    hands: {
      // Who has only keys scrolls a page, too, that has nothing to press.
      tabIndex: 0,
      onTouchStart(event: TouchEvent) {
        from.current = reload && state === 'idle' && isAtTop(event.target) ? heightOf(event) : null;
      },
      onTouchMove(event: TouchEvent) {
        if (from.current !== null) setState(heightOf(event) - from.current > FAR_PIXELS ? 'pulled' : 'idle');
      },
      onTouchEnd() {
        from.current = null;
        if (state !== 'pulled') return;
        setState('busy');
        void reload?.().finally(() => setState('idle'));
      },
    },
  };
}
