import { SAID } from '@/lib/said';
import { useState } from 'react';
import {
  AppealShopLook,
  CloseShop,
  MyBusiness,
  OpenShop,
  ReopenShop,
  ReviseShop,
  type MyBusinessQuery,
  ShopActWords,
} from '@/api/seller';
import { act } from '@/lib/client';
import { useDraft } from '@/lib/drafts';
import { goInstead } from '@/lib/go';
import { useAction } from '@/lib/once';
import { dropPhoto } from '@/lib/photos';
import { useQuery } from '@/lib/query';
import { confirm, say } from '@/lib/say';
import { uploadPhoto } from '@/lib/uploads';
import { Acts } from '@/ui/Acts';
import { Button } from '@/ui/Button';
import { PhotoField } from '@/ui/Photos';
import { Check } from '@/ui/forms';
import { LookAt } from '../../ui/LookAt';
import { Page } from '../../ui/Page';
import { Field, Notice, Picture, Section, Tag } from '@/ui/parts';
import { Refusal } from '@/ui/Refusal';
import { State } from '@/ui/State';
import { PAGES } from '../../ui/pages';
import { sellingParty } from '../../ui/parties';
import { Growers } from './Growers';

type Party = MyBusinessQuery['myParties'][number];
type Shop = Party['shops'][number];
const COMMON = {
  serviceHours: '周一至周日 8:00-18:00',
  confirmWithinText: '下单后1个工作日内确认',
  responseText: '咨询2小时内回复，投诉1个工作日内答复',
};

export default function ShopPage() {
  const query = useQuery(MyBusiness, {});
  const [opened, setOpened] = useState(false);
  return (
    <Page right="SHOP" query={query} isEmpty={(data) => data.myParties.length === 0} empty={{ text: '先登记，再开店' }}>
      {(data) => {
        const party = sellingParty(data.myParties)!;
        if (opened) {
          return (
            <State text="店开好了，营业中" more="下一步，给商品拍张照片，上架">
              <Button kind="main" onTap={() => goInstead(PAGES.list)}>
                拍照上架
              </Button>
            </State>
          );
        }
        if (party.shops.length === 0 && !party.availableActions.includes('OPEN_SHOP')) {
          return (
            <State text="现在还不能开店" more={`${party.name}：${party.stateLabel}`}>
              <Button kind="main" onTap={() => goInstead(PAGES.papers)}>
                看证照和审核
              </Button>
            </State>
          );
        }
        return (
          <>
            <ShopForm
              key={party.shops[0]?.id ?? 'new'}
              party={party}
              shop={party.shops[0]}
              reload={query.reload}
              onOpened={() => setOpened(true)}
            />
            {party.shops[0]?.look && <ShopLookAt look={party.shops[0].look} reload={query.reload} />}
            {party.shops[0] && <Growers shop={party.shops[0]} reload={query.reload} />}
          </>
        );
      }}
    </Page>
  );
}

const ShopLookAt = ({ look, reload }: { look: NonNullable<Shop['look']>; reload: () => Promise<void> }) => (
  <LookAt
    look={look}
    what="店里的货先不卖"
    appeal={(text) => act(AppealShopLook, { lookId: look.id, text })}
    reload={reload}
  />
);

interface FormProps {
  party: Party;
  shop: Shop | undefined;
  reload: () => Promise<void>;
  onOpened: () => void;
}

/** As its people wrote it: what was taken down nobody else reads, and they correct it here. */
const asKept = (shop: Shop | undefined) => shop && { ...shop, ...shop.look?.wording };

function useShop({ party, shop: shown, reload, onOpened }: FormProps) {
  const shop = asKept(shown);
  const start = shop
    ? {
        name: shop.name,
        introduction: shop.introduction ?? '',
        serviceHours: shop.serviceHours,
        confirmWithinText: shop.confirmWithinText,
        responseText: shop.responseText,
        returnAddress: shop.returnAddress ?? '',
        photo: '',
        pictureAlt: '',
        paysAtDoor: shop.paysAtDoor,
      }
    : {
        name: party.name,
        introduction: '',
        ...COMMON,
        returnAddress: '',
        photo: '',
        pictureAlt: '',
        paysAtDoor: false,
      };
  const { value: form, set, clear } = useDraft(`shop ${shop?.id ?? party.id}`, start, { follows: true });
  const save = useAction(async () => {
    const { photo, pictureAlt, paysAtDoor, ...texts } = form;
    const pictureId = photo ? await uploadPhoto('sellers', 'shop-picture', photo) : (shop?.pictureId ?? null);
    // Of a picture that stays, its text stays.
    const alt = pictureAlt || (photo || !shop?.pictureId ? null : shop.pictureAlt);
    const fields = {
      ...texts,
      introduction: texts.introduction || null,
      returnAddress: texts.returnAddress || null,
      pictureId,
      pictureAlt: alt,
    };
    if (shop) await act(ReviseShop, { shopId: shop.id, ...fields, paysAtDoor }, `shop ${JSON.stringify(form)}`);
    else await act(OpenShop, { partyId: party.id, ...fields }, `open-shop ${party.id}`);
    if (photo) dropPhoto(photo);
    if (shop) say('已保存');
    else onOpened();
    await reload();
    clear();
  });
  const turn = useAction(async () => {
    if (!shop) return;
    const closing = shop.availableActions.includes('CLOSE');
    if (closing && !(await confirm('暂停营业？', '暂停后买家看不到您的商品，没发的订单照样要发'))) return;
    if (closing) await act(CloseShop, { shopId: shop.id });
    else await act(ReopenShop, { shopId: shop.id });
    await reload();
  });
  return { form, set, save, turn };
}

function ShopForm(props: FormProps) {
  const shop = asKept(props.shop);
  const { form, set, save, turn } = useShop(props);
  const at = (field: string): string | null => save.problem?.at(field) ?? null;
  return (
    <>
      <Refusal
        problem={save.problem}
        fields={[
          'name',
          'introduction',
          'pictureAlt',
          'serviceHours',
          'confirmWithinText',
          'responseText',
          'returnAddress',
        ]}
      />
      {shop && !shop.onSale && <Notice tone="bad">现在停售：{shop.saleReason}</Notice>}
      <Section
        title={shop ? '店铺' : '开店'}
        extra={shop && <Tag tone={shop.onSale ? undefined : 'bad'}>{shop.onSale ? '营业中' : '停售'}</Tag>}
      >
        <Field label="店名" value={form.name} onInput={(name) => set({ name })} error={at('name')} maxLength={40} />
        <Field
          label="介绍（可以不填）"
          long
          value={form.introduction}
          onInput={(introduction) => set({ introduction })}
          error={at('introduction')}
          maxLength={500}
        />
        {shop?.pictureId && !form.photo && (
          <Picture id={shop.pictureId} edge="sellers" size={96} label={shop.pictureAlt} />
        )}
        <PhotoField
          label="店的照片"
          photo={form.photo}
          onChange={(photo) => set({ photo })}
          hint="房子、院子、地都行，可以不放"
        />
        <Field
          label={SAID.pictureShows}
          value={form.pictureAlt}
          onInput={(pictureAlt) => set({ pictureAlt })}
          error={at('pictureAlt')}
          placeholder={shop?.pictureId ? shop.pictureAlt : undefined}
          maxLength={60}
        />
        <Field
          label="什么时间有人办"
          long
          value={form.serviceHours}
          onInput={(serviceHours) => set({ serviceHours })}
          error={at('serviceHours')}
          maxLength={80}
        />
        <Field
          label="多久确认订单"
          long
          value={form.confirmWithinText}
          onInput={(confirmWithinText) => set({ confirmWithinText })}
          error={at('confirmWithinText')}
          maxLength={80}
        />
        <Field
          label="多久回复"
          long
          value={form.responseText}
          onInput={(responseText) => set({ responseText })}
          error={at('responseText')}
          maxLength={80}
        />
        <Field
          label="退货地址（可以不填）"
          long
          value={form.returnAddress}
          onInput={(returnAddress) => set({ returnAddress })}
          error={at('returnAddress')}
          maxLength={120}
        />
        {shop && (
          <Check on={form.paysAtDoor} onChange={(paysAtDoor) => set({ paysAtDoor })}>
            可以货到付款：买家看过货扫码付给您，拒收就不付
          </Check>
        )}
        <Acts>
          {shop && shop.availableActions.some((action) => action === 'CLOSE' || action === 'REOPEN') && (
            <Button busy={turn.busy} onTap={turn.run}>
              {shop.availableActions.includes('CLOSE') ? ShopActWords.CLOSE : ShopActWords.REOPEN}
            </Button>
          )}
          <Button kind="main" busy={save.busy} onTap={save.run}>
            {shop ? '保存' : '开店'}
          </Button>
        </Acts>
      </Section>
    </>
  );
}
