import { Page } from '@/ui/Page';
import { State } from '@/ui/State';

export default function OrdersPage() {
  return <Page><State text="我的订单" /></Page>;
}
