/** What the platform of the demo county takes of what is sold: published when it opened, and what contracts agree. */
export const PLATFORM_FEE = { permille: 10, feeOn: 'goods-and-delivery' } as const;
