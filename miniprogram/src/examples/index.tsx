import { View } from '@tarojs/components';
import { useState, type ReactNode } from 'react';
import { Problem } from '@/lib/problem';
import { Button } from '@/ui/Button';
import { CallButton } from '@/ui/CallButton';
import { Acts, BESIDE, FeetOf } from '@/ui/Acts';
import { ActionBar, ActionButtons } from '@/ui/ActionBar';
import { ForWhom, OnlyAsSelf } from '@/ui/Acting';
import { Doors } from '@/ui/Doors';
import { Due, DueBy } from '@/ui/DueBy';
import { Fold, Lines, Toggle } from '@/ui/Fold';
import { Found } from '@/ui/Found';
import { Check, Choice, Choices, DateField, Row, Select, Tabs, Tick, TimeField } from '@/ui/forms';
import { ICONS, type IconName } from '@/theme/icons';
import { Arrow, Icon } from '@/ui/Icon';
import { More } from '@/ui/More';
import { Outcome } from '@/ui/Outcome';
import { Page } from '@/ui/Page';
import { PhotoField, Photos } from '@/ui/Photos';
import { Bar, Cell, Clause, Field, Notice, Price, Section, Steps, Tag } from '@/ui/parts';
import { Refusal } from '@/ui/Refusal';
import { Pad } from '@/ui/SignaturePad';
import { Stars } from '@/ui/Stars';
import { Loading, ProblemState, State } from '@/ui/State';
import { Stepper } from '@/ui/Stepper';
import { Stopped } from '@/ui/Stopped';
import { Heading, Thing } from '@/ui/Thing';
import { ToDos } from '@/ui/ToDos';
import { DoneHere, Waits } from '@/ui/Waiting';
import { WayThere } from '@/ui/WayThere';
import { Goods } from './goods';
import { showNight } from './night';

/**
 * Every piece that pages are made of, in all its states and modes. In development only: no build that people get has
 * this page (app.config.ts).
 */
export default function ExamplesPage() {
  const [mode, setMode] = useState<'' | 'farm' | 'care'>('');
  const [night, setNight] = useState('day');
  const turn = (next: string): void => {
    setNight(next);
    showNight(next === 'night');
  };
  return (
    <Page className={mode} bar={<Foot />}>
      <Choice
        label="字"
        value={mode}
        options={[
          { value: '', label: '普通' },
          { value: 'farm', label: '种地的' },
          { value: 'care', label: '大字' },
        ]}
        onChange={setMode}
      />
      <Tabs
        tabs={[
          { value: 'day', label: '白天' },
          { value: 'night', label: '夜里' },
        ]}
        value={night}
        onChange={turn}
      />
      <Pressed />
      <Icons />
      <Told />
      <Lists />
      <Forms />
      <Goods />
      <Empty />
    </Page>
  );
}

const Foot = () => (
  <Bar>
    <Button>另一件</Button>
    <Button kind="main">主要的一件</Button>
  </Bar>
);
const nothing = (): void => undefined;
const Group = ({ name, children }: { name: string; children: ReactNode }) => (
  <>
    <Heading>{name}</Heading>
    <Section>{children}</Section>
  </>
);

const ACTIONS = [
  { action: 'cancel', label: '取消订单' },
  { action: 'confirm', label: '确认订单' },
] as const;
const DOES = { cancel: nothing, confirm: nothing };
const Pressed = () => (
  <Group name="要点的">
    <View className="row wrap">
      <Button kind="main">主要的</Button>
      <Button>另一件</Button>
      <Button kind="danger">收不回的</Button>
      <Button kind="plain">不起眼的</Button>
      <Button small>小件</Button>
      <View className="press button main on-soil bold button-hover">按着</View>
      <Button busy>主要的</Button>
      <CallButton phone="19900000001" />
      <WayThere to={{ name: '辉煌村服务站', address: '辉煌村村委会旁', point: null }} />
    </View>
    <View className="gap-top">
      <Button wide off>
        <Icon name="clock" />
        等周大勇送到，您不用做什么
      </Button>
    </View>
    <FeetOf value={BESIDE}>
      <ActionBar actions={ACTIONS} does={DOES} main="confirm" danger={['cancel']} />
      <Acts main={false}>
        <ActionButtons actions={ACTIONS} does={DOES} small />
      </Acts>
    </FeetOf>
  </Group>
);

const isIcon = (name: string): name is IconName => name in ICONS;
const Icons = () => (
  <Group name="图标">
    <View className="row wrap">
      {Object.keys(ICONS)
        .filter(isIcon)
        .map((name) => (
          <Icon key={name} name={name} />
        ))}
      <Arrow />
      <Arrow to="down" />
      <Arrow to="up" />
    </View>
  </Group>
);

/** Done without a network, and then refused. */
const KEPT = {
  id: 'example',
  owner: '',
  document: { name: 'CheckCourierCode', hash: '' },
  input: {},
  of: '',
  page: '',
  about: null,
  atMs: Date.parse('2026-11-28T08:20:00Z'),
};
const REFUSED = { ...KEPT, id: 'refused', refused: { message: '码不对，请对照再输一次' } };

const Told = () => (
  <>
    <Heading>说给人听的</Heading>
    <Notice>等着：还差一张照片</Notice>
    <Notice tone="good">好了：双方已签字</Notice>
    <Notice tone="bad">坏了：温度报警</Notice>
    <Notice tone="away">网络不通，下面是上次看到的内容</Notice>
    <Notice told>刚点的那一下，办成了什么样</Notice>
    <Stopped of={{ stop: { text: '批次L240601已召回，货在配送单位手里：退给商家' } }} />
    <ForWhom name="王秀兰" what="办事" more="碰不到钱，到12月8日">
      <Button small>回到自己</Button>
    </ForWhom>
    <Waits entries={[KEPT]} onTap={nothing} />
    <Waits entries={[KEPT, REFUSED]} onTap={nothing} />
    <DoneHere entries={[KEPT]} />
    <DoneHere entries={[REFUSED]} />
    <Found kind="good" title="签名对得上">
      这一袋是平台登记过的。
    </Found>
    <Found kind="doubt" title="没有网络，核不了">
      有网了再扫一次。
    </Found>
    <Found kind="bad" title="这批货已经召回">
      请不要再吃，联系商家退货退款。
    </Found>
    <Refusal problem={new Problem('refused', { refusal: { message: '没付成，钱没动' } })} />
    <View className="panel on-soil">
      <View className="grey">今天到账</View>
      <View className="head">
        <Price fen={19_919} />
      </View>
      <View className="small grey">还有 411 块在路上，最早周二到</View>
    </View>
    <Section title="几个字">
      <View className="row wrap">
        <Tag tone="soil">平常</Tag>
        <Tag tone="amber">等着</Tag>
        <Tag>好了</Tag>
        <Tag tone="cold">冷藏 0～4度</Tag>
        <Tag tone="bad">超了</Tag>
        <Outcome passed />
        <Outcome passed={false} />
        <Outcome passed={null} />
        <Stars of={4} />
        <Clause of="7.5.w" />
      </View>
    </Section>
  </>
);

const Lists = () => (
  <>
    <Heading more="办完就没事了">要办 2 件事</Heading>
    <Thing first what="装鸡蛋 3 件" icon="egg" act="去装货" onTap={nothing}>
      下午 4 点，周大勇来取
    </Thing>
    <Thing what="有人要退货" icon="sync" act="去答复" onTap={nothing}>
      <DueBy at="2026-12-01T00:00:00Z" what="答复" />
    </Thing>
    <ToDos
      todos={[
        { key: 'claim', what: '索赔', due: { at: '2026-12-01T00:00:00Z', what: '答复' }, onTap: nothing },
        { key: 'deposit', what: '保证金还差 300 元', due: { at: null, what: '' }, onTap: nothing },
      ]}
    />
    <Section title="一行一行的">
      <Cell label="名称">自家笨鸡蛋</Cell>
      <Cell icon="pin" label="点开看" onTap={nothing}>
        3 条
      </Cell>
      <Cell label="只有名字" onTap={nothing} />
      <Due what="答复投诉" onTap={nothing}>
        12月1日前
      </Due>
      <Fold title="点开就有">
        <Lines text={'一行\n又一行'} />
      </Fold>
      <Steps
        steps={[
          { key: 1, title: '到了', more: '11:20', state: 'now' },
          { key: 2, title: '取走了', more: '9:12', state: 'done' },
          { key: 3, title: '没签收', state: 'bad' },
          { key: 4, title: '还没到的一步' },
        ]}
      />
    </Section>
    <Doors
      title="去哪儿"
      doors={[
        { icon: 'box', label: '订单', onTap: nothing },
        { icon: 'purse', label: '货款', onTap: nothing },
        { icon: 'hand', label: '请服务站帮忙', onTap: nothing },
      ]}
    />
  </>
);

function Forms() {
  const [form, setForm] = useState({ text: '', one: '', many: ['a'], on: true, units: 1, day: '', time: '' });
  const set = (part: Partial<typeof form>) => setForm({ ...form, ...part });
  const options = [
    { value: 'a', label: '125克×4盒' },
    { value: 'b', label: '125克×8盒' },
  ];
  return (
    <Group name="要填的">
      <Field label="价钱（元）" value={form.text} onInput={(text) => set({ text })} placeholder="比如 98" />
      <Field label="说明" long value={form.text} onInput={(text) => set({ text })} error="请写清是什么事" />
      <Choice label="选一个" value={form.one} options={options} onChange={(one) => set({ one })} />
      <Choices label="选几个" values={form.many} options={options} onChange={(many) => set({ many })} />
      <Select label="好多里选一个" value={form.one} options={options} onChange={(one) => set({ one })} />
      <DateField label="哪天" value={form.day} onChange={(day) => set({ day })} />
      <TimeField label="几点" value={form.time} onChange={(time) => set({ time })} />
      <Photos label="照片" paths={[]} onChange={nothing} max={3} />
      <PhotoField label="执照" photo="" onChange={nothing} hint="四个角都要在" />
      <Check on={form.on} onChange={(on) => set({ on })}>
        我读完了，照着做
      </Check>
      <Row label="勾和没勾">
        <View className="row">
          <Tick on />
          <Tick on={false} />
        </View>
      </Row>
      <Pad started={false} down={nothing} move={nothing} />
      <View className="between">
        <Stepper value={form.units} max={3} onChange={(units) => set({ units })} />
        <Toggle on={form.on} label="提醒我" onTap={() => set({ on: !form.on })} />
      </View>
    </Group>
  );
}

const Empty = () => (
  <>
    <Heading>什么也没有的时候</Heading>
    <State text="还没买过东西">
      <Button kind="main">看看这周是谁家</Button>
    </State>
    <More list={{ data: [1], hasMore: false, loadingMore: false, more: later }} />
    <More list={{ data: [1], hasMore: true, loadingMore: false, more: later }} />
    <More list={{ data: [1], hasMore: true, loadingMore: true, more: later }} />
    <Heading>还在取</Heading>
    <Loading />
    {PROBLEMS.map(([kind, name]) => (
      <View key={kind}>
        <Heading>{name}</Heading>
        <ProblemState problem={new Problem(kind)} retry={later} />
      </View>
    ))}
    <Heading>替别人办事时</Heading>
    <OnlyAsSelf name="王秀兰" />
  </>
);
const later = async (): Promise<void> => undefined;
const PROBLEMS = [
  ['offline', '不通了'],
  ['unauthenticated', '没登录'],
  ['forbidden', '不给看'],
  ['tooMany', '人太多'],
  ['refused', '没办成'],
  ['failed', '出错了'],
] as const;
