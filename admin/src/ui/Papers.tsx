import { Button, Spin } from 'antd';
import { useEffect, useState, type CSSProperties } from 'react';
import { ClientError, fileAddress } from '../lib/client.ts';
import { serverNow } from '../lib/clock.ts';
import { date, todayInChina } from '../lib/format.ts';
import { space } from './layout.tsx';
import { Mark } from './marks.tsx';
import { Nothing, Trouble } from './States.tsx';

export interface Paper {
  id: string;
  title: string;
  number: string;
  issuer: string;
  validUntilOn?: string | null;
  fileId?: string | null;
  note?: string;
  /** Its number has the form of one, and cannot be right. */
  numberDoubt?: string | null;
}

const isOver = (day: string | null | undefined): boolean => !!day && day < todayInChina(serverNow());

const ITEM: CSSProperties = {
  display: 'block',
  width: '100%',
  textAlign: 'left',
  padding: space(3),
  marginBottom: space(2),
  border: '1px solid var(--line)',
  borderRadius: 'var(--r-chip)',
  background: 'var(--card)',
  color: 'inherit',
  font: 'inherit',
  cursor: 'pointer',
};
const CHOSEN: CSSProperties = { borderColor: 'var(--soil)', boxShadow: 'inset 3px 0 var(--soil)' };
const VIEW: CSSProperties = {
  background: 'var(--sunk)',
  borderRadius: 'var(--r-chip)',
  minHeight: 420,
  display: 'grid',
  placeItems: 'center',
  overflow: 'auto',
};

/** Papers beside their scans: look on the left, choose on the right. */
export function Papers({ papers, folder }: { papers: readonly Paper[]; folder: string }) {
  const [chosen, choose] = useState(papers.find(({ fileId }) => fileId)?.id ?? papers[0]?.id);
  const paper = papers.find(({ id }) => id === chosen);
  if (papers.length === 0) return <Nothing text="还没有上传证件" />;
  return (
    <div className="two">
      <div style={{ order: 1 }}>
        {papers.map((one) => (
          <button
            key={one.id}
            type="button"
            aria-current={one.id === chosen}
            style={{ ...ITEM, ...(one.id === chosen && CHOSEN) }}
            onClick={() => choose(one.id)}
          >
            <b>{one.title}</b>
            <div className="small grey">
              {one.number} {one.numberDoubt && <Mark tone="warn">{one.numberDoubt}</Mark>}
              <br />
              {one.issuer}
              <br />
              {one.validUntilOn ? `有效期至 ${date(one.validUntilOn)}` : '长期有效'}{' '}
              {isOver(one.validUntilOn) && <Mark tone="bad">已过期</Mark>}
              {one.note && (
                <>
                  <br />
                  {one.note}
                </>
              )}
            </div>
          </button>
        ))}
      </div>
      <div className="paper-view" style={VIEW}>
        {paper?.fileId ? (
          <FileView key={paper.fileId} path={`${folder}/${paper.fileId}`} title={paper.title} />
        ) : (
          <Nothing text="这份证件没有扫描件，只有登记的号码" />
        )}
      </div>
    </div>
  );
}

export function FileView({ path, title }: { path: string; title: string }) {
  const [file, setFile] = useState<{ url: string; mediaType: string } | null>(null);
  const [error, setError] = useState<ClientError | null>(null);
  const [turn, setTurn] = useState(0);
  const [again, setAgain] = useState(0);
  useEffect(() => {
    let url: string | undefined;
    let gone = false;
    setError(null);
    fileAddress(path).then(
      (opened) => {
        if (gone) return URL.revokeObjectURL(opened.url);
        url = opened.url;
        setFile(opened);
      },
      (trouble: ClientError) => setError(trouble),
    );
    return () => {
      gone = true;
      if (url) URL.revokeObjectURL(url);
    };
  }, [path, again]);
  if (error) return <Trouble error={error} again={() => setAgain(again + 1)} />;
  if (!file) return <Spin />;
  return (
    <div style={{ width: '100%', textAlign: 'center' }}>
      <div style={{ padding: space(2) }}>
        {file.mediaType.startsWith('image/') && (
          <Button size="small" onClick={() => setTurn((turn + 90) % 360)}>
            转 90°
          </Button>
        )}{' '}
        <Button size="small" href={file.url} target="_blank">
          在新窗口看
        </Button>
      </div>
      {file.mediaType === 'application/pdf' ? (
        <iframe src={file.url} title={title} style={{ width: '100%', height: '66vh', border: 0 }} />
      ) : (
        <img
          src={file.url}
          alt={title}
          style={{ maxWidth: '100%', transform: `rotate(${turn}deg)`, padding: space(2), boxSizing: 'border-box' }}
        />
      )}
    </div>
  );
}
