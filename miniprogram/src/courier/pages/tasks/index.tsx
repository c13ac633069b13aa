import { Page } from '@/ui/Page';
import { State } from '@/ui/State';

export default function TasksPage() {
  return <Page><State text="配送任务" /></Page>;
}
