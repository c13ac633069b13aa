import { useState, type FormEvent } from 'react';
import { FileTipOff, TipOff, TipOffKindWords, type FileTipOffMutation, type TipOffKind } from '../api.ts';
import { ask, sendPhoto, useAsk } from '../lib/ask.ts';
import { Way } from '../lib/route.tsx';
import { day } from '../lib/words.ts';
import pages from '../pages.json';
import { Head, Shown } from '../ui.tsx';
import { CodeForm } from './TraceForm.tsx';

type Filed = Extract<FileTipOffMutation['fileTipOff'], { __typename: 'TipOffFiled' }>;
const isKind = (text: string): text is TipOffKind => Object.hasOwn(TipOffKindWords, text);
const PHOTOS_MAX = 6;

/** Anybody reports unlawful goods here, without a name; the answer is read by the code. */
export function Report({ code, goods }: { code: string | null; goods: string | null }) {
  return (
    <>
      <Head title={pages.report}>
        看到违法的商品、店铺、宣传，谁都可以举报，不用登录，不用留名。被举报的一方看不到是谁举报的。
      </Head>
      {code === null ? <ReportForm goods={goods} /> : <Answer code={code} />}
      <section className="no-print">
        <CodeForm
          label="查举报的结果"
          placeholder="举报时给您的10位查询码"
          button="查结果"
          read={(text) => {
            const typed = text.trim().toUpperCase();
            return /^[0-9A-Z]{10}$/.test(typed)
              ? { path: `/report/${typed}` }
              : { wrong: '查询码是10位字母和数字，提完举报时给您的' };
          }}
        />
      </section>
    </>
  );
}

function Answer({ code }: { code: string }) {
  const asked = useAsk(TipOff, { code });
  return (
    <Shown asked={asked}>
      {({ tipOff }) =>
        tipOff ? (
          <section className="card lines" role="status">
            <h2>{tipOff.stateLabel}</h2>
            <p className="grey">
              {TipOffKindWords[tipOff.kind]}，{day(tipOff.filedAt)}提的
              {tipOff.decidedAt ? `，${day(tipOff.decidedAt)}有了结果` : `，最晚${day(tipOff.dueAt)}有结果`}
            </p>
            {tipOff.answer && <p className="written">{tipOff.answer}</p>}
            {tipOff.withdrawnAt && <p>商品{day(tipOff.withdrawnAt)}已撤下。</p>}
            {tipOff.authority && <p>已移交{tipOff.authority}。</p>}
          </section>
        ) : (
          <section className="card" role="status">
            没有这个查询码的举报，请对照再填一次。
          </section>
        )
      }
    </Shown>
  );
}

function ReportForm({ goods }: { goods: string | null }) {
  const [filed, setFiled] = useState<Filed | null>(null);
  const [wrong, setWrong] = useState('');
  const [busy, setBusy] = useState(false);
  const [requestId] = useState(() => crypto.randomUUID());
  const send = async (form: FormData): Promise<void> => {
    const said = (name: string): string => String(form.get(name) ?? '').trim();
    const photos = form.getAll('photos').filter((one): one is File => one instanceof File && one.size > 0);
    if (photos.length > PHOTOS_MAX) throw new Error(`照片最多${PHOTOS_MAX}张`);
    const photoIds = [];
    for (const photo of photos) photoIds.push(await sendPhoto('tip-off-photo', photo));
    const chosen = said('kind');
    const kind = isKind(chosen) ? chosen : 'OTHER';
    const { fileTipOff: told } = await ask(FileTipOff, {
      input: {
        requestId,
        kind,
        what: said('what'),
        text: said('text'),
        photoIds,
        ...(goods && { productId: goods }),
        ...(said('phone') && { phone: said('phone') }),
      },
    });
    if (told.__typename === 'TipOffFiled') return setFiled(told);
    throw new Error([told.message, ...told.details.map(({ text }) => text)].join('；'));
  };
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    setBusy(true);
    setWrong('');
    send(new FormData(event.currentTarget))
      .catch((error: Error) => setWrong(error.message))
      .finally(() => setBusy(false));
  };
  if (filed) return <Taken of={filed} />;
  return (
    <form className="card fill-in" onSubmit={submit}>
      <div role="radiogroup" aria-labelledby="kind">
        <b id="kind">什么事</b>
        {Object.entries(TipOffKindWords).map(([kind, text]) => (
          <label key={kind} className="row">
            <input type="radio" name="kind" value={kind} required />
            {text}
          </label>
        ))}
      </div>
      <label>
        哪件货、哪家店，在哪看到的
        <input className="whole" name="what" required minLength={2} maxLength={200} autoComplete="off" />
      </label>
      <label>
        有什么问题
        <textarea className="whole pad-3" name="text" required minLength={2} maxLength={2000} rows={5} />
      </label>
      <label>
        照片（最多{PHOTOS_MAX}张，没有可以不传）
        <input className="whole pad-2" name="photos" type="file" accept="image/jpeg,image/png,image/webp" multiple />
      </label>
      <label>
        手机号（可以不留）
        <input
          className="whole"
          name="phone"
          type="tel"
          inputMode="numeric"
          pattern="1[0-9]{10}"
          maxLength={11}
          autoComplete="off"
          aria-describedby="phone-why"
        />
      </label>
      <p id="phone-why" className="grey">
        留了就在有结果时发一条短信，发完就删。
      </p>
      <p className="red" role="alert">
        {wrong}
      </p>
      <button disabled={busy}>{busy ? '正在提交…' : '提交举报'}</button>
    </form>
  );
}

const Taken = ({ of: { queryCode: code, dueAt } }: { of: Filed }) => (
  <section className="card" role="status">
    <h2>收到了</h2>
    <p>
      查询码 <strong className="voice figure">{code}</strong>
    </p>
    <p>请把它记下来。最晚{day(dueAt)}有结果，凭查询码在这一页看，只有您知道这个码。</p>
    <p>
      <Way href={`/report/${code}`}>看处理到哪一步</Way>
    </p>
  </section>
);
