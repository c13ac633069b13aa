/** The six subgraphs; a clause's owner is the one that holds its records and answers for its evidence. */
export const SUBGRAPHS = ['sellers', 'catalog', 'orders', 'logistics', 'payments', 'trust'] as const;
export type SubgraphName = (typeof SUBGRAPHS)[number];
