import { Tabs, type TabsProps } from 'antd';
import { useSearchParams } from 'react-router';

/** The tabs of a page. Which is open stands in the address; without it the first is. What is not open is not kept. */
export function PageTabs({ items }: { items: NonNullable<TabsProps['items']> }) {
  const [params, setParams] = useSearchParams();
  return (
    <Tabs
      activeKey={params.get('tab') ?? items[0]?.key}
      destroyOnHidden
      onChange={(tab) => setParams({ tab })}
      items={items}
    />
  );
}
