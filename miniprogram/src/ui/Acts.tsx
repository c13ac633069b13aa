import { View } from '@tarojs/components';
import { createContext, useContext, useLayoutEffect, useMemo, useState, type ReactNode } from 'react';
import { Bar } from './parts';

interface One {
  id: number;
  /** Has the act that most people want now. */
  main: boolean;
}
interface Feet {
  /** Whose acts stand at the foot of the page. */
  top: number | 'any' | null;
  put(one: One): void;
  take(id: number): void;
}
const NOBODYS = { put: () => undefined, take: () => undefined };
/** Where each of many things has acts of its own: they stay beside it. */
export const BESIDE: Feet = { top: null, ...NOBODYS };
const FeetContext = createContext<Feet>(BESIDE);
export const FeetOf = FeetContext.Provider;
/** Within the page's own bar. */
export const AT_FOOT: Feet = { top: 'any', ...NOBODYS };

/** At the foot of a page there is one place: for the main act that came last, which is of the form that was opened. */
export function useFeet(): Feet {
  const [all, setAll] = useState<readonly One[]>([]);
  const mains = all.filter(({ main }) => main);
  const [top = null] = (mains.length > 0 ? mains : all).slice(-1).map(({ id }) => id);
  return useMemo(
    () => ({
      top,
      put: (one) => setAll((before) => [...before, one]),
      take: (id) => setAll((before) => before.filter((one) => one.id !== id)),
    }),
    [top],
  );
}

let last = 0;
/** What a form or a step does: at the foot of its page, or beside it while another's stands there. */
export function Acts({ main = true, children }: { main?: boolean; children: ReactNode }) {
  const { top, put, take } = useContext(FeetContext);
  const [id] = useState(() => ++last);
  useLayoutEffect(() => {
    put({ id, main });
    return () => take(id);
  }, [id, main]);
  return top === id || top === 'any' ? <Bar>{children}</Bar> : <View className="buttons">{children}</View>;
}
