import { Page } from '@/ui/Page';
import { State } from '@/ui/State';

export default function ProductPage() {
  return <Page><State text="商品" /></Page>;
}
