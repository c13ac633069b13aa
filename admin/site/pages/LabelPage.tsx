import { useEffect, useState } from 'react';
import { labelIn, type LabelAddress } from '../../../miniprogram/src/lib/label-address.ts';
import {
  ALTERED,
  DO_NOT_TRUST,
  NOT_PUBLISHED,
  outOfTime,
  type Told,
} from '../../../miniprogram/src/lib/label-words.ts';
import { verifyLabel, type LabelVerdict, type Statement } from '../../../miniprogram/src/lib/verify-label.ts';
import { LabelClaimWords, LabelDoubtCauseWords, LotStateWords, ScanLabel, type ScanLabelMutation } from '../api.ts';
import { ask, Trouble } from '../lib/ask.ts';
import { Judged, Limits, withoutKeys } from '../lib/judged.tsx';
import { useLabelKeys, type LabelKeys } from '../lib/label-keys.ts';
import { Way } from '../lib/route.tsx';
import { clockOf, day } from '../lib/words.ts';
import { Head } from '../ui.tsx';
import { TraceForm } from './TraceForm.tsx';
import { TraceFields } from './TraceFields.tsx';

type Scanned = ScanLabelMutation['scanLabel'];

/** The label of one bag: this browser computes what the platform signed, with nothing but its published keys. */
export function LabelPage() {
  const label = labelIn(location.href);
  return (
    <>
      <Head title="核对标签" />
      {label ? (
        <LabelOf label={label} />
      ) : (
        <p className="card" role="status">
          这个网址不完整。把标签抚平，对准再扫一次。
        </p>
      )}
      <section>
        <TraceForm />
      </section>
    </>
  );
}

function LabelOf({ label }: { label: LabelAddress }) {
  const keys = useLabelKeys();
  const verdict = verifyLabel(label, keys.is === 'there' ? keys.held : null);
  return (
    <>
      <Judged told={toldOf(verdict, keys)} />
      <div className="beside">
        {'statement' in verdict ? (
          <Said label={label} statement={verdict.statement} isProven={verdict.is === 'genuine'} />
        ) : null}
        <Now label={label} />
      </div>
      <Limits signed="码里有一段话和平台的签名：改动一个字、换到别的袋子上，都对不上。">
        <p>核对不了的：贴着它的是不是那一袋货。标签可以照样复印，所以平台会看同一个码有没有在别处被扫过。</p>
        <p>页面和钥匙都是平台给的。要不靠平台核对，请用小程序：它记得以前见过的钥匙，没有网络也能算。</p>
      </Limits>
    </>
  );
}

const onDay = (atMs: number): string => day(new Date(atMs).toISOString());
const firstText = (keys: LabelKeys): string =>
  keys.is === 'there' && keys.isFirst ? '这个浏览器第一次见到平台的钥匙，已经记下。' : '';
function toldOf(verdict: LabelVerdict, keys: LabelKeys): Told {
  switch (verdict.is) {
    case 'genuine':
      return {
        kind: 'good',
        title: '这个浏览器已核对：平台签过这张标签',
        text: `平台${onDay(verdict.statement.signedAtMs)}签的名，后来没有改动。${firstText(keys)}`,
      };
    case 'altered':
      return ALTERED;
    case 'out-of-time':
      return outOfTime(onDay(verdict.statement.signedAtMs));
    case 'unreadable':
      return { kind: 'doubt', title: '这个码读不懂', text: '可能破损了。把标签抚平，对准再扫一次。' };
    case 'unknown-key':
      return unknownOf(keys);
  }
}
const unknownOf = ({ is }: LabelKeys): Told => (is === 'there' ? NOT_PUBLISHED : withoutKeys(is, '标签'));

function Said({ label, statement, isProven }: { label: LabelAddress; statement: Statement; isProven: boolean }) {
  const rows = [
    ['品名', statement.goods],
    ['批号', `${label.code} 第${label.serial}号`],
    ['生产者', statement.grower],
    ['生产日期', day(statement.producedOn)],
    ['保质期至', statement.expiresOn && day(statement.expiresOn)],
    ['证明', statement.claims.map((claim) => LabelClaimWords[claim]).join('；')],
  ] as const;
  return (
    <section>
      <h2>{isProven ? '标签上签过名的话' : '标签上的话，还没核对'}</h2>
      <dl className="card lines">
        {rows.map(([name, value]) =>
          value ? (
            <div key={name} className="row start">
              <dt className="grey">{name}</dt>
              <dd className="grow">{value}</dd>
            </div>
          ) : null,
        )}
      </dl>
    </section>
  );
}

/** Pages without https have no other randomness that one could name something by. */
const newVisit = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');

/** What the platform says of the bag now. */
function Now({ label }: { label: LabelAddress }) {
  const [visit] = useState(newVisit);
  const [scanned, setScanned] = useState<Scanned | null>(null);
  const [trouble, setTrouble] = useState('');
  const { path, digits } = label;
  useEffect(() => {
    ask(ScanLabel, { input: { path, digits, visit } }).then(
      ({ scanLabel }) => setScanned(scanLabel),
      (error: unknown) => setTrouble(error instanceof Trouble ? error.message : '平台暂时没有回应'),
    );
  }, [path, digits, visit]);
  return (
    <section>
      <h2>平台现在说</h2>
      {trouble ? (
        <p className="card">{trouble}。这批货有没有召回、这个码有没有在别处被扫过，联网后再看。</p>
      ) : scanned?.__typename === 'ScannedLabel' ? (
        <NowSaid of={scanned} code={label.code} />
      ) : (
        <p className={scanned ? 'card red' : 'card grey'} role={scanned ? 'alert' : 'status'}>
          {scanned?.__typename === 'ScanLabelRefused'
            ? `${scanned.message}。${DO_NOT_TRUST}`
            : '正在问平台，这批货现在怎样…'}
        </p>
      )}
    </section>
  );
}

const NowSaid = ({ of, code }: { of: Extract<Scanned, { __typename: 'ScannedLabel' }>; code: string }) => {
  const warnings = [
    of.lotState === 'RECALLED' && '这批货已经召回。请不要再吃，联系商家退货退款。',
    of.lotState === 'HELD' && '这批货暂停销售：收之前用过药，没有隔够天数，正等平台定。先不要吃。',
    of.isSpoiled && `这个码已经作废，不该贴在卖的货上。${DO_NOT_TRUST}`,
    of.doubt && `${LabelDoubtCauseWords[of.doubt]}。可能有人仿印，请看清包装，拿不准就问商家或平台。`,
    !of.isInHistory && '签名以后有人改动过这批货的记录。请谨慎，并向平台反映。',
  ].filter((text) => typeof text === 'string');
  return (
    <>
      {warnings.map((text) => (
        <p key={text} className="card pale-bad red" role="alert">
          {text}
        </p>
      ))}
      <div className="card">
        <p>这批货{LotStateWords[of.lotState]}。</p>
        <p>
          {of.earlierScans > 0 && of.firstScannedAt
            ? `这个码以前被扫过${of.earlierScans}次，第一次在${day(of.firstScannedAt)}${clockOf(of.firstScannedAt)}。`
            : '这个码第一次被扫。'}
        </p>
        {of.isInHistory ? <p>追溯记录还接着签名时的那一份。</p> : null}
        <p className="small grey">平台只记被扫的时间，不记您是谁，{of.keptDays}天后删掉。</p>
        <Way href={`/trace/${encodeURIComponent(code)}`}>从地里到手里的每一步</Way>
      </div>
      <TraceFields of={of.fields} bought={of.purchases} />
    </>
  );
};
