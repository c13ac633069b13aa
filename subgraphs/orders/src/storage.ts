/** How goods are kept on their way, and what a buyer reads of it. */
export const STORAGE_SERVICES = { ambient: '常温配送', chilled: '冷藏配送', frozen: '冷冻配送' } as const;
export type Storage = keyof typeof STORAGE_SERVICES;
export const isStored = <Sku extends { storage: string }>(sku: Sku): sku is Sku & { storage: Storage } =>
  sku.storage in STORAGE_SERVICES;
