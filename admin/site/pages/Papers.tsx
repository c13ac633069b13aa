import { useState } from 'react';
import { NOT_PUBLISHED, type Told } from '../../../miniprogram/src/lib/label-words.ts';
import { SignedPaper, SignedPaperKindWords, type SignedPaperQuery } from '../api.ts';
import { useAsk } from '../lib/ask.ts';
import { Judged, Limits, withoutKeys } from '../lib/judged.tsx';
import { useLabelKeys } from '../lib/label-keys.ts';
import { digestOf, verifyPaper, type PaperVerdict, type SaidOfPaper } from '../lib/verify-paper.ts';
import { clockOf, day } from '../lib/words.ts';
import pages from '../pages.json';
import { Head, Shown } from '../ui.tsx';
import { CodeForm } from './TraceForm.tsx';

type Paper = NonNullable<SignedPaperQuery['signedPaper']>;

/** A paper that the platform issued: this browser computes who signed it, and whether the file in hand is that one. */
export function Papers({ code }: { code: string | null }) {
  if (code !== null) return <Found code={code} />;
  return (
    <>
      <Head title={pages.papers}>
        平台出具的报告上有验证码。这里看得到平台签过的是什么，还能核对手里的文件是不是那一份。
      </Head>
      <PaperForm />
    </>
  );
}

function Found({ code }: { code: string }) {
  const asked = useAsk(SignedPaper, { code });
  return (
    <>
      <Head title={pages.papers} />
      <Shown asked={asked}>
        {({ signedPaper }) =>
          signedPaper ? (
            <Verified paper={signedPaper} />
          ) : (
            <div role="status" className="card">
              <p>没有验证码是“{code}”的文件。</p>
              <p>请对照文件再填一次。刚出具的，过一分钟再查。还是没有，就不是这个平台出具的。</p>
            </div>
          )
        }
      </Shown>
      <section>
        <PaperForm />
      </section>
    </>
  );
}

const momentOf = (atMs: number): string => {
  const at = new Date(atMs).toISOString();
  return `${day(at)}${clockOf(at)}`;
};
const DO_NOT_TRUST = '请不要相信它，并向平台反映。';
const TOLD: Readonly<Record<Exclude<PaperVerdict, 'genuine'>, Told>> = {
  altered: { kind: 'bad', title: '内容和签名对不上', text: `下面的内容被改动过。${DO_NOT_TRUST}` },
  'unknown-key': { ...NOT_PUBLISHED, text: '它不是用平台公布的钥匙签的，先不要当真，请向平台问清楚。' },
  'out-of-time': {
    kind: 'bad',
    title: '签名的钥匙那时已经不能用',
    text: `签名的那一刻，这把钥匙不在使用期内。${DO_NOT_TRUST}`,
  },
};
const genuine = ({ signedAtMs }: SaidOfPaper): Told => ({
  kind: 'good',
  title: '这个浏览器已核对：平台签过下面的内容',
  text: `平台${momentOf(signedAtMs)}签的名，后来没有改动。`,
});

function Verified({ paper }: { paper: Paper }) {
  const keys = useLabelKeys();
  if (keys.is !== 'there') return <Judged told={withoutKeys(keys.is, '文件')} />;
  const { verdict, said } = verifyPaper(paper, keys.held);
  if (!said) return <Judged told={TOLD.altered} />;
  return (
    <>
      <Judged told={verdict === 'genuine' ? genuine(said) : TOLD[verdict]} />
      <div className="beside">
        <Said kind={SignedPaperKindWords[paper.kind]} said={said} />
        {verdict === 'genuine' ? <InHand digest={said.digest} /> : null}
      </div>
      <Limits signed="平台把下面的每一行和文件的指纹（SHA-256）一起签了名。">
        <p>核对不了的：数字是出具那一刻的记录，以后会变；报告里写的事实真不真，要看平台的记录和现场。</p>
      </Limits>
    </>
  );
}

const Said = ({ kind, said }: { kind: string; said: SaidOfPaper }) => (
  <section>
    <h2>{kind}</h2>
    <dl className="card lines">
      {[
        { name: '关于', value: said.subject },
        { name: '验证码', value: said.code },
        { name: '出具', value: momentOf(said.issuedAtMs) },
        ...said.facts,
      ].map(({ name, value }, i) => (
        <div key={`${i} ${name}`} className="row start">
          <dt className="grey grow" style={{ minWidth: '4em' }}>
            {name}
          </dt>
          <dd>{value}</dd>
        </div>
      ))}
      <div>
        <dt className="grey">文件的指纹</dt>
        <dd className="small" style={{ overflowWrap: 'anywhere' }}>
          {said.digest}
        </dd>
      </div>
    </dl>
  </section>
);

type Compared = { name: string; isSame: boolean } | null;
/** The file stays in the browser: only its digest is computed. */
function InHand({ digest }: { digest: string }) {
  const [compared, setCompared] = useState<Compared>(null);
  const compare = async (file: File | undefined): Promise<void> =>
    setCompared(file ? { name: file.name, isSame: (await digestOf(file)) === digest } : null);
  return (
    <section className="no-print">
      <h2>手里的文件是不是这一份</h2>
      <div
        className="card"
        onDragOver={(event) => event.preventDefault()}
        onDrop={(event) => {
          event.preventDefault();
          void compare(event.dataTransfer.files[0]);
        }}
      >
        <p>选文件，或者拖到这里。文件不会传出去。</p>
        <label className="button second" htmlFor="file">
          选文件
        </label>
        <input
          id="file"
          className="skip"
          type="file"
          accept="application/pdf"
          onChange={({ target }) => void compare(target.files?.[0])}
        />
        <p role="status" className={compared ? (compared.isSame ? 'green' : 'red') : ''}>
          {compared
            ? compared.isSame
              ? `是。“${compared.name}”和平台签名的那一份一个字节都不差。`
              : `不是。“${compared.name}”不是平台签名的那一份：改动过，或者是另外一次出具的。`
            : ''}
        </p>
      </div>
    </section>
  );
}

const PaperForm = () => (
  <CodeForm
    label="文件上的验证码"
    placeholder="印在标题下面"
    button="核对"
    read={(text) => {
      const code = text.trim().toUpperCase().replace(/\s/g, '');
      return /^[0-9A-Z]{10}$/.test(code)
        ? { path: `/papers/${code}` }
        : { wrong: '验证码是10位字母和数字，在文件的标题下面' };
    }}
  />
);
