import { Page } from '@/ui/Page';
import { State } from '@/ui/State';

export default function TracePage() {
  return <Page><State text="追溯" /></Page>;
}
