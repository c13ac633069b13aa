/** The six subgraphs; a clause's owner is the one that holds its records and answers for its evidence. */
export const SUBGRAPHS = ['sellers', 'catalog', 'orders', 'logistics', 'payments', 'trust'] as const;
export type SubgraphName = (typeof SUBGRAPHS)[number];
/** What a page calls what one of them knows. */
export const SUBGRAPH_TITLES: Readonly<Record<SubgraphName, string>> = {
  sellers: '资质',
  catalog: '商品',
  orders: '订单',
  logistics: '物流',
  payments: '资金',
  trust: '信任',
};
