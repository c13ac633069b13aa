import { SAID } from '@/lib/said';
import { View } from '@tarojs/components';
import { useDidShow } from '@tarojs/taro';
import { MyPage, SignOut, type Role, HelpAudienceWords, SessionChannelWords } from '@/api/shop';
import { setCareChoice, useCareChoice, type CareChoice } from '@/lib/care';
import { askAs } from '@/lib/client';
import { go, goAnew } from '@/lib/go';
import { useActingFor } from '@/lib/holder';
import { useAction } from '@/lib/once';
import { confirmLoss } from '@/lib/outbox';
import { useQuery } from '@/lib/query';
import { confirm } from '@/lib/say';
import { signIn, signOut, tokenOf, useSignedIn } from '@/lib/session';
import { Button } from '@/ui/Button';
import { Choice } from '@/ui/forms';
import { Footer } from '@/ui/Footer';
import { Page } from '@/ui/Page';
import { Cell, Notice, Section, Tag } from '@/ui/parts';
import { ToDos } from '@/ui/ToDos';
import { todosOf } from './todo';

const SELLING: readonly Role[] = ['SELLER_OWNER', 'SELLER_STAFF'];
/** Who works with this phone finds the work first. */
const WORKING: readonly Role[] = [...SELLING, 'STATION_AGENT', 'COURIER', 'CARRIER_MANAGER'];
const CARE: readonly { value: CareChoice; label: string }[] = [
  { value: 'follow', label: '跟随微信' },
  { value: 'on', label: '大字' },
  { value: 'off', label: '普通' },
];

/** For whoever stands in for somebody: nothing here is that person's account, and one's own waits. */
const StandingIn = ({ name }: { name: string }) => (
  <>
    <View className="panel on-soil flush sharp">
      <View className="head voice">正在替{name}办事</View>
      <View className="small grey">您自己的订单、地址和账号，回到自己再看</View>
    </View>
    <Section>
      <Cell label={`${name}的店`} onTap={() => go('/seller/pages/today/index')} />
    </Section>
    <Reading />
  </>
);

/** How large the letters are, and what anybody may read. */
function Reading() {
  const care = useCareChoice();
  return (
    <>
      <Section title="字的大小">
        <Choice
          label="看不清就选“大字”"
          value={care}
          options={CARE}
          onChange={(value) => setCareChoice(value as CareChoice)}
        />
      </Section>
      <Section>
        <Cell icon="say" label="帮助" onTap={() => go('/pages/help/index')} />
        <Cell icon="scale" label={SAID.rulesAndTimes} onTap={() => go('/pages/rules/index')} />
        <Cell icon="doc" label="证照信息" onTap={() => go('/pages/licences/index')}>
          营业执照、ICP备案
        </Cell>
      </Section>
    </>
  );
}

export default function MePage() {
  const acting = useActingFor();
  return <Page>{acting ? <StandingIn name={acting.name} /> : <Mine />}</Page>;
}

const Training = () => (
  <Cell icon="book" label="培训和考试" onTap={() => go('/pages/training/index')}>
    报名、签到、考证
  </Cell>
);

/** What one has bought, and what one has to say about it. */
const Trade = ({ unread }: { unread: number }) => (
  <Section>
    <Cell icon="box" label="我的订单" onTap={() => go('/pages/orders/index')} />
    <Cell icon="heart" label="收藏和看过的" onTap={() => go('/pages/kept/index')} />
    <Cell icon="pin" label="自提点" onTap={() => go('/pages/stations/index')} />
    <Cell icon="sync" label="退换货" onTap={() => go('/pages/after-sales/index')} />
    <Cell icon="leaf" label="召回" onTap={() => go('/pages/recalls/index')} />
    <Cell icon="chat" label="投诉与建议" onTap={() => go('/pages/complaints/index')} />
    <Cell icon="warn" label="举报" onTap={() => go('/pages/tip-off/index')}>
      违法的商品、店铺、宣传
    </Cell>
    <Cell icon="bell" label="消息" onTap={() => go('/pages/messages/index')}>
      {unread > 0 ? (
        <View aria-label={`${unread}条没看`}>
          <Tag tone="amber">{unread > 99 ? '99+' : unread}条没看</Tag>
        </View>
      ) : null}
    </Cell>
  </Section>
);

const LEAVING = '购物车和订单都在，下次登录还能看到。没填完的会清掉。';

function Mine() {
  const signedIn = useSignedIn();
  const query = useQuery(MyPage, {}, { skip: !signedIn });
  const { reload } = query;
  useDidShow(() => void (signedIn && reload()));
  const enter = useAction(signIn);
  const leave = useAction(async () => {
    if (!(await confirm('退出登录', LEAVING, '退出')) || !(await confirmLoss())) return;
    // Without a network, too, nothing of this person stays here; the platform ends the session when it is next seen,
    // or on its day.
    const token = tokenOf();
    if (token) await askAs(SignOut, {}, token).catch(() => undefined);
    signOut();
    goAnew('/pages/me/index');
  });
  const me = signedIn ? query.data?.me : null;
  const unread = signedIn ? (query.data?.unreadMessageCount ?? 0) : 0;
  const roles = me?.roles ?? [];

  const works = roles.some((role) => WORKING.includes(role));
  const work = (
    <Section>
      {roles.includes('STATION_AGENT') && <Cell label="服务站的包裹" onTap={() => go('/seller/pages/shelf/index')} />}
      {roles.includes('STATION_AGENT') && <Cell label="帮人办事" onTap={() => go('/seller/pages/station/index')} />}
      {roles.includes('CARRIER_MANAGER') && (
        <Cell label={HelpAudienceWords.CARRIER} onTap={() => go('/carrier/pages/today/index')} />
      )}
      {roles.includes('COURIER') && <Cell label="送货任务" onTap={() => go('/courier/pages/tasks/index')} />}
      <Cell
        label={roles.some((role) => SELLING.includes(role)) ? '我的店铺' : '我要卖货'}
        onTap={() => go('/seller/pages/today/index')}
      />
      <Cell label="我的卖粮账" onTap={() => go('/pages/grower/index')}>
        合作社付您多少
      </Cell>
      {works && <Training />}
      <Cell icon="hand" label="给别人干活" onTap={() => go('/seller/pages/staff/index')}>
        出示我的码
      </Cell>
    </Section>
  );

  return (
    <>
      <View className="panel on-soil flush sharp">
        {signedIn ? (
          <>
            <View className="head voice">{me?.displayName ?? '微信用户'}</View>
            <View className="small grey">{me?.phone ? `手机 ${me.phone}` : '还没有绑定手机号'}</View>
          </>
        ) : (
          <View className="between">
            <View className="grow">
              <View className="head voice">您好</View>
              <View className="small grey">登录后看订单、消息和地址</View>
            </View>
            <Button small busy={enter.busy} onTap={enter.run}>
              {SessionChannelWords.WECHAT}
            </Button>
          </View>
        )}
      </View>
      {signedIn && query.problem && !query.data && <Notice>{query.problem.message}</Notice>}

      {signedIn && query.data && <ToDos todos={todosOf(query.data)} />}
      {works && work}
      <Trade unread={unread} />
      <Section>
        <Cell icon="pin" label="收货地址" onTap={() => go('/pages/addresses/index')} />
        <Cell icon="phone" label="手机号" onTap={() => go('/pages/phone/index')}>
          {me?.phone ?? ''}
        </Cell>
        <Cell icon="bell" label="怎么通知我" onTap={() => go('/pages/told/index')}>
          微信、短信
        </Cell>
        <Cell icon="lock" label="隐私中心" onTap={() => go('/pages/privacy/index')}>
          {SAID.whoLooked}
        </Cell>
        <Cell icon="key" label="登录的设备" onTap={() => go('/pages/sessions/index')} />
      </Section>
      <Reading />
      {!works && work}
      {signedIn && (
        <Section>
          <Button kind="plain" wide busy={leave.busy} onTap={leave.run}>
            退出登录
          </Button>
        </Section>
      )}
      <Footer />
    </>
  );
}
