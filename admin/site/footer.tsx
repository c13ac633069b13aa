import { Footer, PublicDocumentKindWords } from './api.ts';
import { useAsk } from './lib/ask.ts';
import { day } from './lib/words.ts';
import { Way } from './lib/route.tsx';
import pages from './pages.json';

const PAPERS: Readonly<Record<string, string>> = { ICP_FILING: '', DOMAIN_CERTIFICATE: '域名 ' };

/** Who answers for these pages, as filed (6.1.c): name, ICP number, domain, phone; each only where it is. */
export function SiteFooter() {
  const asked = useAsk(Footer, {});
  const operator = asked.state === 'there' ? asked.data.publicRegister?.edges[0]?.node : undefined;
  const phone = asked.state === 'there' ? asked.data.servicePhone : null;
  const ending = asked.state === 'there' ? asked.data.platformEnding : null;
  const papers = (operator?.licences ?? []).filter(({ type, valid }) => valid && type in PAPERS);
  return (
    <footer className="small no-print">
      <div className="wide">
        {ending && (
          <p className="bold">
            平台{day(ending.endsAt)}起终止，不再接新订单；已有的订单照常办完。{ending.reason}
          </p>
        )}
        {operator && (
          <p>
            {operator.name} <Way href="/register?kind=OPERATOR">证照</Way>
          </p>
        )}
        <p className="row wrap gap-3">
          {papers.map(({ type, number }) => (
            <span key={type}>
              {PAPERS[type]}
              {number}
            </span>
          ))}
          <Way href="/report">{pages.report}</Way>
          {phone && (
            <span>
              {PublicDocumentKindWords.SERVICE_PHONE} <a href={`tel:${phone}`}>{phone}</a>
            </span>
          )}
        </p>
        <p>这里的内容不用登录就能看，由平台的数据实时生成。</p>
      </div>
    </footer>
  );
}
