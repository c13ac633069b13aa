import { DatePicker } from 'antd';
import dayjs from 'dayjs';
import { useSearchParams } from 'react-router';
import { MessageCosts, type MessageCostsQuery } from '../api/admin.ts';
import { changed } from '../lib/address.ts';
import { useNow } from '../lib/clock.ts';
import { todayInChina, yuan } from '../lib/format.ts';
import { useAsk } from '../lib/use.ts';
import type { Column } from '../ui/columns.tsx';
import { ListTable } from '../ui/ListTable.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { PartyLink } from '../ui/PartyLink.tsx';
import { Shown } from '../ui/States.tsx';

type Cost = MessageCostsQuery['messageCosts'][number];
const THEMSELVES = '买家和个人（召回等）';

const columns: Column<Cost>[] = [
  {
    title: '为谁发的',
    text: ({ party }) => (party ? party.name : THEMSELVES),
    render: ({ party }) => (party ? <PartyLink of={party} /> : THEMSELVES),
  },
  { title: '短信发到', align: 'right', text: ({ smsSent }) => smsSent, sort: true },
  { title: '短信没发到', align: 'right', text: ({ smsUnsent }) => smsUnsent, sort: true },
  { title: '微信发到', align: 'right', text: ({ wechatSent }) => wechatSent, sort: true },
  { title: '微信没发到', align: 'right', text: ({ wechatUnsent }) => wechatUnsent, sort: true },
  {
    title: '花费',
    align: 'right',
    text: ({ costFen }) => costFen / 100,
    render: ({ costFen }) => yuan(costFen),
    sort: true,
  },
];

/** What was sent outside the app in a month, for whose sake, what did not arrive, and what it cost the platform. */
export function NoticesPage() {
  const now = useNow();
  const [params, setParams] = useSearchParams();
  const month = params.get('month') ?? todayInChina(now).slice(0, 7);
  const asked = useAsk(MessageCosts, { month });
  return (
    <>
      <PageHead
        title="通知和短信"
        note="短信由平台出钱，微信不花钱。没发到的：没有手机号、网关不收、试了几次都不成，或者本人不要了"
      >
        <DatePicker
          picker="month"
          aria-label="看哪个月的"
          allowClear={false}
          value={dayjs(`${month}-01`)}
          onChange={(chosen) => setParams(changed(params, { month: chosen?.format('YYYY-MM') }), { replace: true })}
        />
      </PageHead>
      <Shown asked={asked}>
        {({ messageCosts }) => (
          <ListTable
            name="通知和短信"
            rows={messageCosts}
            rowKey={({ party }) => party?.id ?? ''}
            empty="这个月没有发过"
            columns={columns}
          />
        )}
      </Shown>
    </>
  );
}
