import { Tabs, type TabsProps } from 'antd';
import { useSearchParams } from 'react-router';

/**
 * The tabs of a page. Which is open stands in the address; without one that there is the first is. What is not open is
 * not kept.
 */
export function PageTabs({ items }: { items: NonNullable<TabsProps['items']> }) {
  const [params, setParams] = useSearchParams();
  const asked = params.get('tab');
  const open = items.find(({ key }) => key === asked) ?? items[0];
  return <Tabs activeKey={open?.key} destroyOnHidden onChange={(tab) => setParams({ tab })} items={items} />;
}
