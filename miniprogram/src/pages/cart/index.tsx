import { Page } from '@/ui/Page';
import { State } from '@/ui/State';

export default function CartPage() {
  return <Page><State text="购物车" /></Page>;
}
