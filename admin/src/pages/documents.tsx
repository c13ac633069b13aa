import { SAID } from '../lib/said.ts';
import { Tabs } from 'antd';
import { useSearchParams } from 'react-router';
import { PublicPage } from '../api/admin.ts';
import { useAsk } from '../lib/use.ts';
import { PageHead } from '../ui/PageHead.tsx';
import { Shown } from '../ui/States.tsx';
import { Ahead, Documents, Notices, ResponseTimes } from './documents-tabs.tsx';
import { Duty } from './duty.tsx';
import { Ending } from './ending.tsx';

export function DocumentsPage() {
  const [params, setParams] = useSearchParams();
  const asked = useAsk(PublicPage, {});
  return (
    <>
      <PageHead title="公示与规则" note="这里的内容任何人不登录都能看到" />
      <Shown asked={asked}>
        {({ publicServicePage: page, notices, platformEnding }) => (
          <Tabs
            activeKey={params.get('tab') ?? 'documents'}
            onChange={(tab) => setParams({ tab })}
            items={[
              {
                key: 'documents',
                label: '公示文件',
                children: <Documents documents={page.documents} />,
              },
              {
                key: 'ahead',
                label: `要变的规则（${page.ahead.length}）`,
                children: <Ahead ahead={page.ahead} />,
              },
              {
                key: 'notices',
                label: SAID.privacyNotice,
                children: <Notices notices={notices} />,
              },
              {
                key: 'duty',
                label: '值班',
                children: <Duty page={page} />,
              },
              {
                key: 'ending',
                label: '终止平台',
                children: <Ending ending={platformEnding} />,
              },
              {
                key: 'response',
                label: '响应时间',
                children: <ResponseTimes times={page.responseTimes} />,
              },
            ]}
          />
        )}
      </Shown>
    </>
  );
}
