import { Page } from '@/ui/Page';
import { State } from '@/ui/State';

export default function CheckoutPage() {
  return <Page><State text="确认订单" /></Page>;
}
