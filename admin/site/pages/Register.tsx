import { PartyKindWords, Register as RegisterDocument, type PartyKind, type RegisterQuery } from '../api.ts';
import { ask, useAsk } from '../lib/ask.ts';
import { Growing } from '../lib/more.tsx';
import { goTo } from '../lib/route.tsx';
import { day } from '../lib/words.ts';
import pages from '../pages.json';
import { Empty, Head, Shown } from '../ui.tsx';

const PAGE = 20;
/** Those who sell first. */
const KINDS: readonly PartyKind[] = [
  'SELLER',
  'COOPERATIVE',
  'FARMER',
  'PRODUCER',
  'CARRIER',
  'STATION',
  'SERVICE_PROVIDER',
  'PAYMENT_PROVIDER',
  'OPERATOR',
];

/** Who may do business here, with their papers and what their trade has shown of them. */
export function Register({ chosen }: { chosen: string | null }) {
  const kind = KINDS.find((one) => one === chosen) ?? null;
  const asked = useAsk(RegisterDocument, { first: PAGE, kind });
  return (
    <>
      <Head title={pages.register}>
        在平台上做生意的人和单位，证照看得见。信用分由评价、投诉和处理情况算出，满分100。
      </Head>
      <div className="row wrap pad-y-2 no-print" role="group" aria-label="看哪一类">
        {[null, ...KINDS].map((one) => (
          <button
            key={one ?? 'all'}
            type="button"
            className={one === kind ? undefined : 'second'}
            aria-pressed={one === kind}
            onClick={() => goTo(one === null ? '/register' : `/register?kind=${one}`)}
          >
            {one === null ? '全部' : PartyKindWords[one]}
          </button>
        ))}
      </div>
      <Shown asked={asked}>{(data) => <Entries key={kind} first={data.publicRegister} kind={kind} />}</Shown>
    </>
  );
}

function Entries({ first, kind }: { first: RegisterQuery['publicRegister']; kind: PartyKind | null }) {
  if (first.edges.length === 0) return <Empty>这一类还没有。</Empty>;
  return (
    <Growing
      first={first}
      next={async (after) => (await ask(RegisterDocument, { first: PAGE, after, kind })).publicRegister}
    >
      {(entries) => (
        <div className="beside">
          {entries.map(
            ({ partyId, name, kindTitle, creditCode, inGoodStanding, stateLabel, validUntilOn, licences, party }) => (
              <article key={partyId} className="card">
                <h2>{name}</h2>
                <p>
                  <span className="tag on-sunk">{kindTitle}</span>{' '}
                  <span className={inGoodStanding ? 'tag pale-good' : 'tag pale-bad'}>{stateLabel}</span>
                </p>
                {party.credit && party.credit.reviewCount > 0 ? (
                  <p>
                    <strong className="title">{party.credit.score}</strong> 分 · 信用{party.credit.level}级 ·{' '}
                    {party.credit.reviewCount}条评价
                    {party.credit.averageStars ? `，平均${party.credit.averageStars.toFixed(1)}星` : ''}
                  </p>
                ) : null}
                {creditCode ? (
                  <p className="grey">
                    统一社会信用代码
                    <br />
                    {creditCode}
                  </p>
                ) : null}
                <ul className="lines">
                  {licences.map(({ type, title, number, issuer, validUntilOn: until, valid }) => (
                    <li key={`${type}${number}`}>
                      {title}{' '}
                      <span className={valid ? 'tag pale-good' : 'tag pale-bad'}>{valid ? '有效' : '已过期'}</span>
                      <br />
                      <span className="grey">
                        {number}
                        <br />
                        {issuer}
                        {until ? `，到${day(until)}` : '，长期'}
                      </span>
                    </li>
                  ))}
                </ul>
                {licences.length === 0 && validUntilOn ? <p className="grey">材料有效到{day(validUntilOn)}</p> : null}
              </article>
            ),
          )}
        </div>
      )}
    </Growing>
  );
}
