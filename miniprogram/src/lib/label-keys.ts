import { useEffect, useState } from 'react';
import { send } from './transport';
import { keep, kept } from './storage';
import { TRACE_MEMORY, readMemory } from './trace-memory';
import { keysOf, keysOfBuild, type HeldKeys, type PublishedKeys } from './verify-label';

const KEYS = 'trace-label-keys';

export interface LabelKeys {
  held: HeldKeys | null;
  /**
   * asking: the platform is being asked; asked: those that are held are its keys of now; away: it could not be asked;
   * strange: it has other keys now, to which none that this phone knows leads.
   */
  is: 'asking' | 'asked' | 'away' | 'strange';
}

const isPublished = (body: unknown): body is PublishedKeys =>
  typeof body === 'object' && body !== null && 'keys' in body && Array.isArray(body.keys) && 'handovers' in body;

/** The platform's keys: those that the phone holds at once, and those of today as soon as they are there. */
export function useLabelKeys(): LabelKeys {
  const [keys, setKeys] = useState<LabelKeys>(() => ({
    held: kept<HeldKeys>(KEYS) ?? keysOfBuild(HEITU_TRACE_KEY),
    is: 'asking',
  }));
  useEffect(() => {
    const settle = (is: LabelKeys['is'], held?: HeldKeys) => setKeys((known) => ({ held: held ?? known.held, is }));
    void send('/edges/catalog/trace-keys', { method: 'GET' }).then(
      ({ status, body }) => {
        if (status !== 200 || !isPublished(body)) return settle('away');
        const memory = readMemory(kept(TRACE_MEMORY));
        const builtIn = keysOfBuild(HEITU_TRACE_KEY)?.current ?? null;
        const held = keysOf(body, { kept: memory.key, builtIn }, Date.now());
        if (!held) return settle('strange');
        keep(KEYS, held);
        keep(TRACE_MEMORY, { ...memory, key: held.current });
        settle('asked', held);
      },
      () => settle('away'),
    );
  }, []);
  return keys;
}
