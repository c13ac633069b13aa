import { Page } from '@/ui/Page';
import { State } from '@/ui/State';

export default function MePage() {
  return <Page><State text="我的" /></Page>;
}
