import { SAID } from '@/lib/said';
import { View } from '@tarojs/components';
import { useState } from 'react';
import {
  AddDocument,
  DecideSupplier,
  DocumentTypeWords,
  MySuppliers,
  SupplierStateWords,
  type DocumentType,
  type MySuppliersQuery,
  type SupplierState,
} from '@/api/seller';
import { act } from '@/lib/client';
import { fullDay } from '@/lib/format';
import { useAction } from '@/lib/once';
import { useQuery } from '@/lib/query';
import { say } from '@/lib/say';
import { Acts } from '@/ui/Acts';
import { Button } from '@/ui/Button';
import { Fold } from '@/ui/Fold';
import { Page } from '../../ui/Page';
import { Notice, Section, Tag, type Tone } from '@/ui/parts';
import { PrivatePicture } from '@/ui/Photos';
import { Refusal } from '@/ui/Refusal';
import { PaperForm } from '../../ui/PaperForm';
import { sellingParty } from '../../ui/parties';
import { NewSupplier } from './NewSupplier';

type Supplier = MySuppliersQuery['suppliers']['edges'][number]['node'];
const TONES: Partial<Record<SupplierState, Tone>> = { FILED: 'amber', RETURNED: 'amber', REJECTED: 'bad' };
/** What suppliers usually have. */
const USUAL: readonly DocumentType[] = [
  'BUSINESS_LICENCE',
  'FOOD_PRODUCTION_LICENCE',
  'FOOD_BUSINESS_LICENCE',
  'TRADE_LICENCE',
  'SLAUGHTER_LICENCE',
  'LAND_CONTRACT',
];
const PAPERS = USUAL.map((value) => ({ value, label: DocumentTypeWords[value] }));

/** From whom goods may come: each one on file with its papers, checked by the seller. */
export default function SuppliersPage() {
  const query = useQuery(MySuppliers, { first: 50 });
  const [adding, setAdding] = useState(false);
  return (
    <Page
      right="LOTS"
      query={query}
      isEmpty={(data) => data.myParties.length === 0}
      empty={{ text: SAID.registerFirst }}
    >
      {(data) => {
        const party = sellingParty(data.myParties)!;
        return (
          <>
            {data.suppliers.edges.length === 0 && !adding && (
              <Notice>货从谁那里来，先把他登记上。自己种的，把自己登记上。</Notice>
            )}
            {data.suppliers.edges.map(({ node }) => (
              <OneSupplier key={node.id} supplier={node} reload={query.reload} />
            ))}
            {adding ? (
              <NewSupplier
                party={party}
                isFirst={data.suppliers.edges.length === 0}
                close={() => setAdding(false)}
                done={async () => {
                  setAdding(false);
                  await query.reload();
                }}
              />
            ) : (
              <Acts>
                <Button kind="main" onTap={() => setAdding(true)}>
                  加一个供货人
                </Button>
              </Acts>
            )}
          </>
        );
      }}
    </Page>
  );
}

function OneSupplier({ supplier, reload }: { supplier: Supplier; reload: () => Promise<void> }) {
  const [adding, setAdding] = useState(false);
  const approve = useAction(async () => {
    await act(DecideSupplier, { supplierId: supplier.id, decision: 'APPROVE', reason: '证照已核对' });
    say('可以从他那里进货了');
    await reload();
  });
  const isOver = supplier.state === 'APPROVED' && !supplier.valid;
  return (
    <Section
      title={supplier.name}
      extra={
        <Tag tone={isOver ? 'bad' : TONES[supplier.state]}>
          {isOver ? '证照过期' : SupplierStateWords[supplier.state]}
        </Tag>
      }
    >
      <View className="grey">
        供：{supplier.supplies || '没有写'}
        {supplier.validUntilOn ? `，有效到${fullDay(supplier.validUntilOn)}` : ''}
      </View>
      {supplier.documents.map((document) => (
        <View key={document.id} className="small grey">
          {document.title} {document.number}
          {document.validUntilOn ? `，到${fullDay(document.validUntilOn)}` : ''}
          {document.fileId && (
            <Fold title={`看${document.title}的照片`}>
              <PrivatePicture id={document.fileId} edge="sellers" size={280} whole label={document.title} />
            </Fold>
          )}
        </View>
      ))}
      {supplier.reason && <View className="small grey">{supplier.reason}</View>}
      <Refusal problem={approve.problem} />
      <View className="buttons">
        <Button small onTap={() => setAdding(!adding)}>
          拍他的证照
        </Button>
        {supplier.availableActions.includes('APPROVE') && (
          <Button small kind="main" busy={approve.busy} onTap={approve.run}>
            核对好了，可以进货
          </Button>
        )}
      </View>
      {adding && (
        <PaperForm
          title="供货人的证照"
          draft={`supplier-paper ${supplier.id}`}
          type="BUSINESS_LICENCE"
          types={PAPERS}
          edge="sellers"
          purpose="licence"
          onClose={() => setAdding(false)}
          onSave={async ({ type, number, issuer, from, until }, fileId, key) => {
            await act(
              AddDocument,
              {
                supplierId: supplier.id,
                type,
                number,
                issuer,
                validFromOn: from,
                ...(until && { validUntilOn: until }),
                fileId,
              },
              `${key} ${number}`,
            );
            setAdding(false);
            await reload();
          }}
        />
      )}
    </Section>
  );
}
