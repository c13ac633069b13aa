import type { EdgeDoor } from './edges.ts';

/**
 * Interfaces of published standards, at the addresses that their clients expect: `/epcis` is the REST binding of EPCIS
 * 2.0. A supergraph without such a subgraph answers 404 there.
 */
export const STANDARD_DOORS: Readonly<Record<string, EdgeDoor>> = {
  '/epcis': { subgraph: 'catalog', path: '/epcis-rest' },
};
