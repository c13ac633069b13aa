import { Page } from '@/ui/Page';
import { State } from '@/ui/State';

export default function SearchPage() {
  return <Page><State text="搜索" /></Page>;
}
