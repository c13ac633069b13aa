import { CreateProduct, PublishProduct, type TemplatesQuery } from '@/api/seller';
import { act } from '@/lib/client';
import { useDraft } from '@/lib/drafts';
import { nearOrigin } from '@/lib/format';
import { newId } from '@/lib/request-id';
import { goInstead } from '@/lib/go';
import { originOf } from '@/lib/origin';
import { uploadPhoto } from '@/lib/uploads';
import { dropPhoto } from '@/lib/photos';
import { say } from '@/lib/say';
import { fenOf } from '@/lib/prices';
import { useSave } from '@/lib/save';
import { sellingParty } from '../../ui/parties';
import { PAGES } from '../../ui/pages';
import { registerFirstLots, type NewSku } from './first-lot';
import { EMPTY_OWN, OWN, ownTemplate, skuOfPack, type OwnGoods, type OwnPack } from './own';

export type Template = TemplatesQuery['productTemplates'][number];
type Made = Pick<Form, 'productId' | 'skus'>;
interface Form {
  photo: string;
  /** Set as soon as the platform has the photo, or the product: a second try goes on from there. */
  pictureId: string;
  productId: string;
  skus: readonly NewSku[];
  /** Of this listing: each new one has requests of its own. */
  run: string;
  templateId: string;
  own: OwnGoods;
  /** Packs beside the template's. */
  packs: readonly OwnPack[];
  place: string;
  chosen: string[];
  /** Yuan as typed, by specification. */
  prices: Record<string, string>;
  /** How many are there, by specification; empty: none yet. */
  units: Record<string, string>;
  title: string;
  copy: string;
  characteristics: string;
}
const EMPTY: Form = {
  photo: '',
  pictureId: '',
  productId: '',
  skus: [],
  run: '',
  templateId: '',
  own: EMPTY_OWN,
  packs: [],
  place: '',
  chosen: [],
  prices: {},
  units: {},
  title: '',
  copy: '',
  characteristics: '',
};
const fill = (pattern: string, place: string, { origin }: Template): string =>
  pattern.split('{place}').join(place || nearOrigin(origin));

/** The template that was chosen, or what stands for one, with one's own packs beside its. */
function templateOf(form: Form, data: TemplatesQuery): Template | undefined {
  const found = data.productTemplates.find(({ id }) => id === form.templateId);
  const own = form.templateId === OWN ? ownTemplate(form.own, data) : null;
  const [first] = found?.skus ?? [];
  const kept = first ?? own?.kept;
  if (!kept) return undefined;
  const packs = form.packs.map((pack) => skuOfPack(pack, kept)).filter((sku) => sku !== null);
  if (found) return { ...found, skus: [...found.skus, ...packs] };
  return own ? { ...own.template, skus: packs } : undefined;
}

/** What is wrong with it, by field; a price by its pack. */
const wrongIn = (form: Form, template: Template | undefined): Record<string, string | false> => ({
  photo: !form.photo && '请拍一张商品照片',
  templateId: !template && (form.templateId === OWN ? '写下名字，选好是哪一类' : '请选择是什么商品'),
  characteristics: form.templateId === OWN && !form.characteristics.trim() && '写两句它有什么特点',
  chosen: !!template && form.chosen.length === 0 && '请选择卖哪种规格',
  ...Object.fromEntries(
    form.chosen.map((one) => [one, fenOf(form.prices[one]) === null && '请填写价钱，比如 98 或 98.5']),
  ),
});

/** What a template says of a pack, as a new product takes it. */
const plain = ({
  specification,
  unit,
  netGrams,
  netMillilitres,
  netCount,
  storage,
  temperatureCelsiusMin,
  temperatureCelsiusMax,
  shelfLifeDays,
  weightGrams,
}: Template['skus'][number]) => ({
  specification,
  unit,
  netGrams,
  netMillilitres,
  netCount,
  storage,
  temperatureCelsiusMin,
  temperatureCelsiusMax,
  shelfLifeDays,
  weightGrams,
});

interface Seller {
  shopId: string;
  priceManager: string;
}
/** The product as it is typed, and as the template has the rest of it. */
async function create(form: Form, from: Template, { shopId, priceManager }: Seller): Promise<Made> {
  const { title, copy, pictureId, run } = form;
  const label = (specification: string) => {
    const fen = fenOf(form.prices[specification])!;
    return {
      origin: originOf(form.place, from.origin),
      grade: from.grade,
      pricingType: 'MARKET' as const,
      retailFen: fen,
      priceManager,
      priceSupervision: '12315',
    };
  };
  const made = await act(
    CreateProduct,
    {
      shopId,
      title,
      copy,
      pictureId,
      categoryId: from.categoryId,
      standardClass: from.standardClass,
      standardCode: from.standardCode,
      gmoStatus: from.gmoStatus,
      characteristics: form.characteristics || from.characteristics,
      safetyDeclared: from.standardClass === 'NON_STANDARD',
      skus: from.skus
        .filter(({ specification }) => form.chosen.includes(specification))
        .map((sku) => ({ ...plain(sku), label: label(sku.specification) })),
    },
    `create ${run}`,
  );
  return { productId: made.id, skus: made.skus.map(({ id, specification }) => ({ id, specification })) };
}

/** What is listed, as far as it is filled in: a second try goes on from where the first ended. */
export function useListing(data: TemplatesQuery) {
  const party = sellingParty(data.myParties)!;
  const seller: Seller = {
    shopId: party.shops[0]!.id,
    priceManager: party.kind === 'FARMER' ? party.name : (data.me?.displayName ?? '店主'),
  };
  const { value: form, set, clear, wasKept } = useDraft<Form>('listing', EMPTY);
  const template = templateOf(form, data);
  const title = form.title || (template ? fill(template.titlePattern, form.place, template) : '');
  const copy = form.copy || (template ? fill(template.copyPattern, form.place, template) : '');
  const wrong = wrongIn(form, template);
  const send = useSave(wrong, async () => {
    if (!template) return;
    const run = form.run || newId();
    const pictureId = form.pictureId || (await uploadPhoto('catalog', 'product-picture', form.photo));
    set({ run, pictureId });
    const made = form.productId ? form : await create({ ...form, title, copy, pictureId, run }, template, seller);
    const { productId, skus } = made;
    set({ productId, skus });
    await act(PublishProduct, { productId });
    // What fails from here on is asked for again on the page of the goods: they are listed.
    const lotId = await registerFirstLots({ title, skus }, party, form.units, run).catch(() => null);
    dropPhoto(form.photo);
    clear();
    say(lotId ? '上架了，再看一遍货就能卖' : '上架了');
    if (lotId) goInstead(PAGES.lot, { id: lotId, look: '1' });
    else goInstead(PAGES.product, { id: productId });
  });
  const start = (templateId: string): void => {
    const next = data.productTemplates.find(({ id }) => id === templateId);
    set({
      templateId,
      chosen: next?.skus.length === 1 ? [next.skus[0]!.specification] : [],
      packs: [],
      prices: {},
      units: {},
      title: '',
      copy: '',
      characteristics: '',
      productId: '',
    });
  };
  const [sku] = template?.skus.filter(({ specification }) => form.chosen.includes(specification)) ?? [];
  const questions = [
    '拍一张照片',
    '卖的是什么？',
    sku ? `一${sku.unit}卖多少钱？` : '怎么装，卖多少钱？',
    '现在有多少？',
  ] as const;
  const isPriced = form.chosen.length > 0 && form.chosen.every((one) => fenOf(form.prices[one]) !== null);
  /** How many are answered: the next one is asked. */
  const isCounted = form.chosen.some((one) => (form.units[one] ?? '') !== '');
  const now = !form.photo ? 0 : !template ? 1 : !isPriced ? 2 : isCounted ? questions.length : 3;
  return { form, set, clear, wasKept, template, title, copy, send, start, at: send.at, questions, now };
}
export type Listing = ReturnType<typeof useListing>;
