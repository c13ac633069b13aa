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
import { ownName, sellingParty } from '../../ui/parties';
import { PAGES } from '../../ui/pages';
import { unlooked, type LookLine } from '../../ui/LookLines';
import { lookAt, registerFirstLots, type NewSku } from './first-lot';
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
  /** What was seen of the goods, line by line, and by whom; null: by the seller, as registered. */
  found: Record<string, string>;
  checkedBy: string | null;
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
  found: {},
  checkedBy: null,
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

const lookWrong = (lines: readonly LookLine[], found: Form['found'], checkedBy: string) => ({
  ...unlooked(lines, found),
  checkedBy: !checkedBy.trim() && '请填写谁看的货',
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

const hasUnits = ({ chosen, units }: Form): boolean => chosen.some((one) => Number(units[one]) > 0);

/** One after another; of the look as far as one is asked for: what of it is not said yet. */
function questionsOf(form: Form, template: Template | undefined, unseen: Record<string, string | false> | null) {
  const [sku] = template?.skus.filter(({ specification }) => form.chosen.includes(specification)) ?? [];
  const isPriced = form.chosen.length > 0 && form.chosen.every((one) => fenOf(form.prices[one]) !== null);
  const isLooked = unseen !== null && Object.values(unseen).every((one) => !one);
  const answered = { photo: !!form.photo, goods: !!template, price: isPriced, count: hasUnits(form), look: isLooked };
  const asked = (['photo', 'goods', 'price', 'count', 'look'] as const).filter((one) => one !== 'look' || unseen);
  /** The one that is asked now. */
  const open = asked.find((one) => !answered[one]);
  const texts = {
    photo: '拍一张照片',
    goods: '卖的是什么？',
    price: sku ? `一${sku.unit}卖多少钱？` : '怎么装，卖多少钱？',
    count: '现在有多少？',
    look: '看一遍货',
  };
  const questionOf = (one: keyof typeof texts) => ({ text: texts[one], isNow: one === open });
  const steps = { done: open ? asked.indexOf(open) : asked.length, all: asked.length, open: open && texts[open] };
  return { steps, questionOf };
}

/** What is listed, as far as it is filled in: a second try goes on from where the first ended. */
export function useListing(data: TemplatesQuery) {
  const party = sellingParty(data.myParties)!;
  const seller: Seller = {
    shopId: party.shops[0]!.id,
    priceManager: ownName(party, data.me) ?? '店主',
  };
  const { value: form, set, clear, wasKept } = useDraft<Form>('listing', EMPTY);
  const template = templateOf(form, data);
  const title = form.title || (template ? fill(template.titlePattern, form.place, template) : '');
  const copy = form.copy || (template ? fill(template.copyPattern, form.place, template) : '');
  const checkedBy = form.checkedBy ?? (party.kind === 'FARMER' ? party.name : '');
  // Goods that are there and that one may look at oneself are looked at here, and are for sale.
  const lines = template?.category.selfCheckForm ?? null;
  const looked = hasUnits(form) ? lines : null;
  const wrong = { ...wrongIn(form, template), ...(looked && lookWrong(looked, form.found, checkedBy)) };
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
    const lots = await registerFirstLots({ title, skus }, party, form.units, run).catch(() => []);
    const look = looked && { lines: looked, found: form.found, checkedBy, photo: form.photo };
    const isLookedAt =
      look !== null &&
      lots.length > 0 &&
      (await lookAt(lots, look, run).then(
        () => true,
        () => false,
      ));
    dropPhoto(form.photo);
    clear();
    const [lotId] = lots;
    say(isLookedAt ? '上架了，可以卖了' : lotId ? '上架了，再看一遍货就能卖' : '上架了');
    if (lotId) goInstead(PAGES.lot, { id: lotId, ...(!isLookedAt && { look: '1' }) });
    else goInstead(PAGES.product, { id: productId });
  });
  const start = (templateId: string): void => {
    const next = data.productTemplates.find(({ id }) => id === templateId);
    set({
      templateId,
      // The usual pack stands first.
      chosen: next?.skus.slice(0, 1).map(({ specification }) => specification) ?? [],
      packs: [],
      prices: {},
      units: {},
      found: {},
      title: '',
      copy: '',
      characteristics: '',
      productId: '',
    });
  };
  const { steps, questionOf } = questionsOf(form, template, looked && lookWrong(looked, form.found, checkedBy));
  const { at } = send;
  return { form, set, clear, wasKept, template, title, copy, send, start, at, steps, questionOf, looked, checkedBy };
}
export type Listing = ReturnType<typeof useListing>;
