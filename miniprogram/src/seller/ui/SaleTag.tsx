import type { ProductState } from '@/api/seller';
import { Tag, type Tone } from '@/ui/parts';

interface Sold {
  state: ProductState;
  stateLabel: string;
  onSale: boolean;
  skus: readonly { stock?: { free: number } | null }[];
  lots: readonly unknown[];
}

/** How a product stands, as its seller must know it: only what can be bought now is on sale. */
function saleOf({ state, stateLabel, onSale, skus, lots }: Sold): { word: string; tone?: Tone } {
  if (state !== 'ON_SALE') return { word: stateLabel, tone: 'amber' };
  if (!onSale) return { word: '停售', tone: 'bad' };
  if (skus.some(({ stock }) => (stock?.free ?? 0) > 0)) return { word: '在售' };
  return { word: lots.length > 0 ? '卖完了' : '上架了，等货', tone: 'amber' };
}

export function SaleTag({ product }: { product: Sold }) {
  const { word, tone } = saleOf(product);
  return <Tag tone={tone}>{word}</Tag>;
}
