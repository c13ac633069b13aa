import { useState } from 'react';
import { Templates, type TemplatesQuery } from '@/api/seller';
import { useFresh } from '@/lib/fresh';
import { go, goInstead } from '@/lib/go';
import { useQuery } from '@/lib/query';
import { Acts } from '@/ui/Acts';
import { Button } from '@/ui/Button';
import { Page } from '../../ui/Page';
import { Cell, Notice, Section } from '@/ui/parts';
import { Refusal } from '@/ui/Refusal';
import { sellingParty } from '../../ui/parties';
import { PAGES } from '../../ui/pages';
import { useListing } from './listing';
import { Declared, Questions, Rest } from './parts';

/** One photo, one kind of goods, one price: all else comes from the county's template and can be changed. */
export default function ListPage() {
  const query = useQuery(Templates, {}, { keepAs: 'seller-templates', own: true });
  useFresh(query.reload);
  return (
    <Page
      right="PRODUCTS"
      query={query}
      isEmpty={(data) => !sellingParty(data.myParties)?.shops.length}
      empty={{
        text: '先开店，再上架',
        action: (
          <Button kind="main" onTap={() => go(PAGES.shop)}>
            去开店
          </Button>
        ),
      }}
    >
      {(data) => <ListForm data={data} />}
    </Page>
  );
}

function ListForm({ data }: { data: TemplatesQuery }) {
  const listing = useListing(data);
  const { form, clear, wasKept, template, send, looked } = listing;
  const [more, setMore] = useState(false);
  return (
    <>
      {wasKept && form.photo && <Notice tone="good">上次没填完的还在，接着填就行。</Notice>}
      <Refusal problem={send.problem} fields={more ? ['title', 'copy', 'characteristics'] : []} />
      {send.problem?.kind === 'offline' && <Notice>填的都存在手机上，有网了再点“上架”。</Notice>}
      {send.problem && form.productId && (
        <Section>
          <Cell
            label="先存成草稿，回头再改"
            onTap={() => {
              const { productId } = form;
              clear();
              goInstead(PAGES.product, { id: productId });
            }}
          />
        </Section>
      )}
      <Questions data={data} listing={listing} />
      {template && <Rest template={template} listing={listing} more={more} setMore={setMore} />}
      {template && !looked && <Declared template={template} />}
      <Acts>
        <Button kind="main" wide busy={send.busy} onTap={send.run}>
          {looked ? '承诺并上架' : '上架'}
        </Button>
      </Acts>
    </>
  );
}
