import { View } from '@tarojs/components';
import { useRouter } from '@tarojs/taro';
import { useMemo } from 'react';
import { LabelClaimWords } from '@/api/shop';
import { day, fullDay, moment } from '@/lib/format';
import { go } from '@/lib/go';
import { labelIn, type LabelAddress } from '@/lib/label-address';
import { useLabelKeys, type LabelKeys } from '@/lib/label-keys';
import { ALTERED, NOT_PUBLISHED, outOfTime, type Told } from '@/lib/label-words';
import { verifyLabel, type LabelVerdict, type Statement } from '@/lib/verify-label';
import { Button } from '@/ui/Button';
import { Fold } from '@/ui/Fold';
import { Found } from '@/ui/Found';
import { Page } from '@/ui/Page';
import { Bar, Cell, Section, Tag } from '@/ui/parts';
import { useTraceScan } from '@/ui/ScanButton';
import { State } from '@/ui/State';
import { Now } from './Now';

/** The label of one bag: what the platform signed, computed on this phone, and what it says of it now. */
export default function LabelPage() {
  const { params } = useRouter();
  const given = params['q'] ?? '';
  const label = labelIn(decoded(given));
  return label ? <LabelOf key={given} label={label} /> : <Unreadable />;
}
/** WeChat hands on what it scanned, escaped. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function Unreadable() {
  const scanning = useTraceScan();
  return (
    <Page>
      <State text="这个码看不全" more="可能破损了。把标签抚平，对准再扫一次">
        <Button kind="main" busy={scanning.busy} onTap={scanning.run}>
          再扫一次
        </Button>
      </State>
    </Page>
  );
}

function LabelOf({ label }: { label: LabelAddress }) {
  const keys = useLabelKeys();
  const scanning = useTraceScan();
  const { held } = keys;
  // Of very old phones none can compute it.
  const verdict = useMemo(() => (typeof BigInt === 'undefined' ? null : verifyLabel(label, held)), [label, held]);
  const statement = verdict && 'statement' in verdict ? verdict.statement : null;
  return (
    <Page
      bar={
        <Bar tight>
          <Button onTap={() => go('/pages/complain/index')}>不对劲</Button>
          <Button kind="main" busy={scanning.busy} onTap={scanning.run}>
            再扫一袋
          </Button>
        </Bar>
      }
    >
      <Judged verdict={verdict} keys={keys} />
      <Now label={label} />
      {statement && <Said label={label} statement={statement} isProven={verdict?.is === 'genuine'} />}
      <Section>
        <Fold title="核对了什么，核对不了什么">
          <View>
            标签的码里有一段话和平台的签名。手机用平台公布的钥匙自己算：改动一个字、换到别的袋子上，都对不上。没有网络也能算。
          </View>
          <View className="gap-top">
            核对不了的：贴着它的是不是那一袋货。标签可以照样复印。所以联网时，平台会看同一个码有没有在别处被扫过。
          </View>
        </Fold>
      </Section>
      <Section>
        <Cell label="从地里到手里的每一步" onTap={() => go('/pages/trace/index', { lot: label.code })} />
      </Section>
    </Page>
  );
}

const onDay = (atMs: number): string => day(new Date(atMs).toISOString());

/** Since when this phone holds the keys that it computed with. */
function keysText({ held, is }: LabelKeys): string {
  if (!held) return '';
  if (is === 'asked') return '用的是平台现在公布的钥匙。';
  return held.heldAtMs === null ? '用的是小程序带来的钥匙。' : `用的是这部手机${onDay(held.heldAtMs)}拿到的钥匙。`;
}
function toldOf(verdict: LabelVerdict | null, keys: LabelKeys): Told {
  switch (verdict?.is) {
    case 'genuine':
      return keys.is === 'strange'
        ? {
            kind: 'doubt',
            title: '签名对得上，钥匙变了',
            text: '平台现在的钥匙，没有这部手机认识的钥匙作证。先不要当真，过一会儿再扫；还是这样，请向平台反映。',
          }
        : {
            kind: 'good',
            title: '您的手机已核对：平台签过这张标签',
            text: `平台${onDay(verdict.statement.signedAtMs)}签的名，后来没有改动。${keysText(keys)}`,
          };
    case 'altered':
      return ALTERED;
    case 'out-of-time':
      return outOfTime(onDay(verdict.statement.signedAtMs));
    case 'unknown-key':
      return keys.is === 'asked'
        ? NOT_PUBLISHED
        : {
            kind: 'doubt',
            title: keys.is === 'asking' ? '正在取平台的钥匙' : '联网后再核对',
            text: '这部手机还没有签这张标签的钥匙，没有网络核对不了。这不是说标签有问题。',
          };
    case 'unreadable':
      return {
        kind: 'doubt',
        title: '这个码读不懂',
        text: '可能破损了，也可能小程序太旧。请再扫一次，或更新小程序。',
      };
    default:
      return { kind: 'doubt', title: '这部手机太旧，自己核对不了', text: '下面是平台的说法。' };
  }
}
function Judged({ verdict, keys }: { verdict: LabelVerdict | null; keys: LabelKeys }) {
  const { kind, title, text } = toldOf(verdict, keys);
  return (
    <Found kind={kind} title={title}>
      {text}
    </Found>
  );
}

const Said = ({ label, statement, isProven }: { label: LabelAddress; statement: Statement; isProven: boolean }) => (
  <Section title={isProven ? '标签上签过名的话' : '标签上的话，还没核对'}>
    <Cell label="品名">{statement.goods}</Cell>
    <Cell label="批号">
      {label.code} 第{label.serial}号
    </Cell>
    <Cell label="生产者">{statement.grower}</Cell>
    <Cell label="生产日期">{fullDay(statement.producedOn)}</Cell>
    {statement.expiresOn && <Cell label="保质期至">{fullDay(statement.expiresOn)}</Cell>}
    {statement.claims.map((claim) => (
      <View key={claim} className="row gap-3">
        <Tag>有</Tag>
        {LabelClaimWords[claim]}
      </View>
    ))}
    <View className="small grey">{moment(new Date(statement.signedAtMs).toISOString())}时的样子</View>
  </Section>
);
