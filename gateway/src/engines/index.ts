import type { EngineName } from '../front/front.config.ts';
import type { Engine } from './engine.ts';

/** Loaded when chosen: who runs ours never loads Apollo's server. */
const ENGINES: Readonly<Record<EngineName, () => Promise<Engine>>> = {
  heitu: async () => (await import('./heitu.ts')).heitu,
  apollo: async () => (await import('./apollo.ts')).apollo,
};

export const loadEngine = (name: EngineName): Promise<Engine> => ENGINES[name]();
