import { Input, Text, View } from '@tarojs/components';
import { useRouter, useShareAppMessage } from '@tarojs/taro';
import { useEffect, useMemo, useState } from 'react';
import { TracePage as Document, type TracePageQuery } from '@/api/shop';
import { day, fullDay, moment } from '@/lib/format';
import { go } from '@/lib/go';
import { useQuery } from '@/lib/query';
import { keep, kept } from '@/lib/storage';
import { readTraceCode } from '@/lib/trace-code';
import { TRACE_MEMORY, readMemory, verifyTrace, type Verdict } from '@/lib/verify-trace';
import { Button } from '@/ui/Button';
import { Curve } from '@/ui/Curve';
import { Fold } from '@/ui/Fold';
import { Found, MaybeRecalled, RecalledFound } from '@/ui/Found';
import { Fields } from '@/ui/Fields';
import { GoodsLine, Grower } from '@/ui/goods';
import { Arrow } from '@/ui/Icon';
import { Page } from '@/ui/Page';
import { Bar, Cell, Notice, Section } from '@/ui/parts';
import { useTraceScan } from '@/ui/ScanButton';
import { State } from '@/ui/State';
import { Papers } from './Papers';
import { ToldSteps } from './ToldSteps';
import { told, Way } from './Way';

type Trace = NonNullable<TracePageQuery['trace']>;

/** What this phone finds; null where it cannot look itself. */
function useVerdict(trace: Trace | null | undefined): Verdict | null {
  const verdict = useMemo(() => {
    if (!trace?.proof || typeof BigInt === 'undefined') return null;
    try {
      return verifyTrace(trace.code, trace.proof, readMemory(kept(TRACE_MEMORY)), {
        builtIn: HEITU_TRACE_KEY,
        nowMs: Date.now(),
      });
    } catch {
      return null;
    }
  }, [trace]);
  useEffect(() => {
    // Whatever is wrong leaves what was there before: the next look is compared with that.
    if (verdict && verdict.faults.length === 0) keep(TRACE_MEMORY, verdict.memory);
  }, [verdict]);
  return verdict;
}

const onDay = (atMs: number): string => day(new Date(atMs).toISOString());
const BAD = {
  altered: '记录被改动过，不可信',
  sealed: '记录被改动过，不可信',
  rewritten: '和以前看到的不一样，不可信',
  key: '签名的钥匙不认识，不可信',
} as const;

/** Which key signed, as far as this phone knows it. */
function keyText({ keys }: Verdict): string {
  if (keys?.is === 'first') return '第一次见到平台的签名钥匙，已记在这部手机里。';
  return (keys?.changes ?? [])
    .map(({ atMs, reason, formerUntilMs }) => {
      const why = reason === 'leaked' ? `，旧钥匙可能被别人拿到过，${onDay(formerUntilMs)}以后的旧签名不算数` : '';
      return `平台${onDay(atMs)}换过签名钥匙${why}，新钥匙有旧钥匙签名作证。`;
    })
    .join('');
}
/** What has become of what this phone saw before. */
function sinceText({ before }: Verdict, count: number): string {
  if (!before) return '这批货是第一次看，已记住现在的样子，下次再看会比对。';
  return before.length === count
    ? `和这部手机${onDay(before.seenAtMs)}看到的一样。`
    : `这部手机${onDay(before.seenAtMs)}看到的前${before.length}条没有变，后来加了${count - before.length}条。`;
}

function Judgement({ trace, verdict }: { trace: Trace; verdict: Verdict | null }) {
  const count = trace.proof?.events.length ?? trace.eventCount;
  if (trace.recalled) return <RecalledFound />;
  if (!verdict) {
    return trace.tampered.length > 0 ? (
      <Found kind="bad" title="记录被改动过">
        平台核对发现有改动。请谨慎购买，并向平台反映。
      </Found>
    ) : (
      <Found kind="doubt" title="平台核对无误">
        记录太长或手机太旧，您的手机没能自己核对，这是平台核对的结果。
      </Found>
    );
  }
  const [worst] = verdict.faults;
  if (worst) {
    return (
      <Found kind="bad" title={BAD[worst.kind]}>
        {verdict.faults
          .slice(0, 3)
          .map(({ sequence, text }) => `${sequence > 0 ? `第${sequence}条：` : ''}${text}`)
          .join('；')}
        。请谨慎购买，并向平台反映。
      </Found>
    );
  }
  if (!verdict.sealed) {
    return (
      <Found
        kind="doubt"
        title="前后对得上，还没有签名"
      >{`您的手机核对了${count}条记录。${sinceText(verdict, count)}平台每10分钟签一次名，请稍后再看。`}</Found>
    );
  }
  return (
    <Found kind="good" title="您的手机已核对：签名以后没有改动">
      {`${count}条记录前后对得上，${verdict.sealed.length < count ? `前${verdict.sealed.length}条` : ''}有平台的签名。`}
    </Found>
  );
}
/** How it was verified, what this phone knows of it from before, and what nobody can verify. */
function How({ trace, verdict }: { trace: Trace; verdict: Verdict | null }) {
  const count = trace.proof?.events.length ?? trace.eventCount;
  return (
    <Section>
      <Fold title="怎么核的，谁都改不了吗">
        <View>{verdict ? HOW_BY_PHONE : HOW_BY_PLATFORM}</View>
        {verdict?.sealed && verdict.faults.length === 0 && (
          <View className="gap-top">
            平台{moment(new Date(verdict.sealed.atMs).toISOString())}签的名。{keyText(verdict)}
            {sinceText(verdict, count)}
          </View>
        )}
        <View className="gap-top">{NOT_CHECKED}</View>
      </Fold>
    </Section>
  );
}
const HOW_BY_PHONE =
  '每一步写下时都和前一步锁在一起，平台给新增的记录签名。您的手机重新算了每一步，核对了签名和签名的钥匙，再和这部手机以前看到的比对：签名以后有人改动、删掉或插进一条，都会对不上。';
const HOW_BY_PLATFORM =
  '每一步写下时都和前一步锁在一起，平台给新增的记录签名。这一次是平台核对的，您的手机没有自己算。';
/** What no sum can show. */
const NOT_CHECKED =
  '核对不了的：当初写下的是不是真的。报告和证书有第二个人打开扫描件看过，没有去发证机构的名录里查；拿编号可以到那里查。';

/** What is in the bag; whose it is and from which lot opens. */
const Goods = ({ of: { product, sku, lot } }: { of: Trace }) => (
  <Section>
    <GoodsLine
      pictureId={product?.pictureId}
      title={`${product?.title ?? '商品'}${sku ? ` ${sku.specification}` : ''}`}
      more={lot.expiresOn ? `${fullDay(lot.expiresOn)}前吃完` : `${fullDay(lot.producedOn)}生产`}
      end={product && <Arrow />}
      onTap={product ? () => go('/pages/product/index', { id: product.id }) : undefined}
    />
    {product?.shop && <Grower shop={product.shop} />}
    <Fold title="批次和生产者">
      <Cell label="批次">
        <Text className="break">{lot.lotCode}</Text>
      </Cell>
      <Cell label="生产日期">{fullDay(lot.producedOn)}</Cell>
      {lot.expiresOn && <Cell label="保质期至">{fullDay(lot.expiresOn)}</Cell>}
      {lot.producerName && (
        <Cell label="生产者">
          {lot.producerName}
          {lot.producerAddress ? `，${lot.producerAddress}` : ''}
        </Cell>
      )}
    </Fold>
  </Section>
);

/** No code yet, or a wrong one: scan, or type it. */
function AskForCode({ text, more }: { text: string; more?: string }) {
  const [code, setCode] = useState('');
  const [wrong, setWrong] = useState('');
  const scanning = useTraceScan();
  const open = (): void => {
    const read = readTraceCode(code);
    if ('wrong' in read) setWrong(read.wrong);
    else go('/pages/trace/index', { lot: read.code });
  };
  return (
    <State text={text} more={more}>
      <Button kind="main" busy={scanning.busy} onTap={scanning.run}>
        扫一扫标签
      </Button>
      <Input
        className="field-input whole pane middle top-4"
        value={code}
        placeholder="或输入追溯码"
        aria-label="追溯码"
        maxlength={200}
        confirmType="search"
        onInput={(event) => (setWrong(''), setCode(event.detail.value))}
        onConfirm={open}
      />
      {wrong && <View className="field-error small red">{wrong}</View>}
      <Button onTap={open}>查这个码</Button>
    </State>
  );
}

export default function TracePage() {
  const { params } = useRouter();
  // A code of WeChat's carries it in `scene`.
  const given = decodeURIComponent(params['lot'] ?? params['code'] ?? params['scene'] ?? '');
  const read = readTraceCode(given);
  const code = 'code' in read ? read.code : '';
  const query = useQuery(Document, { code }, { skip: !code });
  const scanning = useTraceScan();
  const trace = query.data?.trace;
  const verdict = useVerdict(trace);
  useShareAppMessage(() => ({
    title: `${trace?.product?.title ?? '农产品'}从哪里来`,
    path: `/pages/trace/index?lot=${encodeURIComponent(code)}`,
  }));
  if (!code)
    return (
      <Page>
        <AskForCode
          text={given && 'wrong' in read ? read.wrong : '看看它从哪里来'}
          more={given ? undefined : '扫商品标签上的码，或者输入追溯码'}
        />
      </Page>
    );

  return (
    <Page
      query={query}
      bar={
        trace && (
          <Bar tight>
            <Button onTap={() => go('/pages/complain/index')}>不对劲</Button>
            <Button kind="main" busy={scanning.busy} onTap={scanning.run}>
              再扫一袋
            </Button>
          </Bar>
        )
      }
    >
      {({ trace: found }) => {
        if (!found)
          return (
            <AskForCode
              text="没有这个追溯码"
              more={`“${code}”不在本平台。请对照标签再输一遍；如果标签上写的是别的平台，请到那里查`}
            />
          );
        const events = told(found, verdict);
        const points = events.flatMap(({ at, celsius, isWhole }) =>
          celsius !== null && isWhole ? [{ at, celsiusMin: celsius, celsiusMax: celsius }] : [],
        );
        return (
          <>
            {query.stale !== null && !found.recalled && <MaybeRecalled />}
            <Judgement trace={found} verdict={verdict} />
            <Goods of={found} />
            {found.lot.state === 'BLOCKED' && <Notice>这批货现在停售</Notice>}
            {found.lot.state === 'HELD' && <Notice tone="bad">{found.notice}</Notice>}
            <Way trace={found} events={events} />
            {points.length > 0 && (
              <Section title="路上的温度">
                <Curve points={points} min={found.sku?.temperatureCelsiusMin} max={found.sku?.temperatureCelsiusMax} />
              </Section>
            )}
            <Fields of={found.lot.fields} bought={found.lot.purchases} />
            <ToldSteps steps={found.told} />
            <Papers lot={found.lot} />
            <How trace={found} verdict={verdict} />
          </>
        );
      }}
    </Page>
  );
}
