/** What a person finds who looks at a shop. */
export const SHOP_FINDINGS = { lawful: '没有问题', unlawful: '违法违规，撤下' } as const;
