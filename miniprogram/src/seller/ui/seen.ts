import { useEffect, useRef } from 'react';
import { SeeOrders } from '@/api/seller';
import { act } from '@/lib/client';

/** Tells the platform once which orders are before somebody's eyes, so that nobody is sent word of them again. */
export function useSeen(orders: readonly { id: string; seenAt: string | null }[]): void {
  const told = useRef(new Set<string>());
  const fresh = orders.flatMap(({ id, seenAt }) => (seenAt === null && !told.current.has(id) ? [id] : []));
  const key = fresh.join(' ');
  useEffect(() => {
    if (key === '') return;
    const orderIds = key.split(' ');
    orderIds.forEach((id) => told.current.add(id));
    // Without a network they are told another time: they are shown as unseen again.
    act(SeeOrders, { orderIds }).catch(() => orderIds.forEach((id) => told.current.delete(id)));
  }, [key]);
}
