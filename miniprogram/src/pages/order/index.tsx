import { Page } from '@/ui/Page';
import { State } from '@/ui/State';

export default function OrderPage() {
  return <Page><State text="订单" /></Page>;
}
