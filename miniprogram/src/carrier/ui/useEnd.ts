import { useState } from 'react';
import { useAction } from '@/lib/once';
import { confirm } from '@/lib/say';

/** Of a list: stops using one thing, once it was asked again. Only that thing's button is busy. */
export function useEnd(end: (id: string) => Promise<unknown>, reload: () => Promise<void>, yes?: string) {
  const [which, setWhich] = useState('');
  const { run, busy, problem } = useAction(async (id: string, question: string, more: string) => {
    setWhich(id);
    if (!(await confirm(question, more, yes))) return;
    await end(id);
    await reload();
  });
  return { run, problem, isBusy: (id: string): boolean => busy && which === id };
}
