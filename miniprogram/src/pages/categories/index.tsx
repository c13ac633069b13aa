import { Page } from '@/ui/Page';
import { State } from '@/ui/State';

export default function CategoriesPage() {
  return <Page><State text="分类" /></Page>;
}
