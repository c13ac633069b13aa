import { Page } from '@/ui/Page';
import { State } from '@/ui/State';

export default function PaidPage() {
  return <Page><State text="支付结果" /></Page>;
}
