import { Page } from '@/ui/Page';
import { State } from '@/ui/State';

export default function TodayPage() {
  return <Page><State text="今天要办的事" /></Page>;
}
